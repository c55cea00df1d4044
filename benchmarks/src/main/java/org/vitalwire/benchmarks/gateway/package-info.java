/**
 * The gateway alone under load, and beside it in the same run what it is to be compared with:
 * Mosquitto, an endpoint that decodes nothing, and a bare Kafka producer.
 */
@NullMarked
package org.vitalwire.benchmarks.gateway;

import org.jspecify.annotations.NullMarked;
