/** Runs the evaluation on Kafka Streams: one sub-topology, one store, keyed by patient. */
@NullMarked
package org.vitalwire.analytics.stream;

import org.jspecify.annotations.NullMarked;
