/** Kafka and PostgreSQL alone, for the share of the whole that nobody can avoid. */
@NullMarked
package org.vitalwire.benchmarks.hop;

import org.jspecify.annotations.NullMarked;
