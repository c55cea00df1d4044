@NullMarked
package org.vitalwire.alert.page;

import org.jspecify.annotations.NullMarked;
