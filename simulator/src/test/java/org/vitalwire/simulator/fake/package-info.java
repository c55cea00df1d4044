/** A stand-in for the platform: a real MQTT endpoint with mutual TLS, and the HTTP interfaces. */
@NullMarked
package org.vitalwire.simulator.fake;

import org.jspecify.annotations.NullMarked;
