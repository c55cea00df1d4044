@NullMarked
package org.vitalwire.alert.watchdog;

import org.jspecify.annotations.NullMarked;
