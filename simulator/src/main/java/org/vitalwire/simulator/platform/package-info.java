/** The platform's HTTP interfaces, as far as devices and their caretakers need them. */
@NullMarked
package org.vitalwire.simulator.platform;

import org.jspecify.annotations.NullMarked;
