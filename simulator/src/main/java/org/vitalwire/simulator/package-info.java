/** The simulator as a program of its own. */
@NullMarked
package org.vitalwire.simulator;

import org.jspecify.annotations.NullMarked;
