@NullMarked
package org.vitalwire.alert.person;

import org.jspecify.annotations.NullMarked;
