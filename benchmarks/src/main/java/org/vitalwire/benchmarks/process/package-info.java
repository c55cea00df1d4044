/** The processes that are measured: a broker, and services from their own jars. */
@NullMarked
package org.vitalwire.benchmarks.process;

import org.jspecify.annotations.NullMarked;
