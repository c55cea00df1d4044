/** Simulated patients in simulated beds, each with a device on the network. */
@NullMarked
package org.vitalwire.simulator.ward;

import org.jspecify.annotations.NullMarked;
