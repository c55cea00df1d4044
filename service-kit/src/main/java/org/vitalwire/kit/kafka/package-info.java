/** Kafka with settings that lose nothing: publishing, batch listening, topics, tables in memory. */
@NullMarked
package org.vitalwire.kit.kafka;

import org.jspecify.annotations.NullMarked;
