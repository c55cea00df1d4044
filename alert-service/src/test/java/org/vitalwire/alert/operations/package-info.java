@NullMarked
package org.vitalwire.alert.operations;

import org.jspecify.annotations.NullMarked;
