/**
 * The way into Kafka that every way into the gateway shares: bounded, never blocking, and telling
 * whoever has to acknowledge when Kafka has what was sent.
 */
@NullMarked
package org.vitalwire.gateway.stream;

import org.jspecify.annotations.NullMarked;
