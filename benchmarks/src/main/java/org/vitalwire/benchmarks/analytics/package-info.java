/** What analytics costs on one thread, without Kafka: scores, the path of a reading, many rules. */
@NullMarked
package org.vitalwire.benchmarks.analytics;

import org.jspecify.annotations.NullMarked;
