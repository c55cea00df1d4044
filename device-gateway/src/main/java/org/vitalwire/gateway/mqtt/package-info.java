/**
 * The MQTT endpoint: who may connect, what may be published, and acknowledgements that wait for
 * Kafka.
 */
@NullMarked
package org.vitalwire.gateway.mqtt;

import org.jspecify.annotations.NullMarked;
