/** Ingest-service alone, from Kafka to the row and from the row to its reader. */
@NullMarked
package org.vitalwire.benchmarks.store;

import org.jspecify.annotations.NullMarked;
