/**
 * Bring your own broker: the same pipeline as a shared subscriber of an MQTT 5 broker that somebody
 * else runs, acknowledging to it when Kafka has the message.
 */
@NullMarked
package org.vitalwire.gateway.broker;

import org.jspecify.annotations.NullMarked;
