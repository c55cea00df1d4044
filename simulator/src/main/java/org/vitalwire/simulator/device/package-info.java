/**
 * A device's side of the MQTT contract: its key and certificate, its payload, and a connection that
 * forgets nothing before the platform has acknowledged it.
 */
@NullMarked
package org.vitalwire.simulator.device;

import org.jspecify.annotations.NullMarked;
