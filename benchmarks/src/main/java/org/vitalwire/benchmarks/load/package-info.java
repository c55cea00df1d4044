/**
 * An open-loop load generator: a lean MQTT 5 client that sends when it is time, not when it may.
 */
@NullMarked
package org.vitalwire.benchmarks.load;

import org.jspecify.annotations.NullMarked;
