@NullMarked
package org.vitalwire.alert.oncall;

import org.jspecify.annotations.NullMarked;
