/**
 * What is measured at the platform: latencies to row and alert, CPU and memory of its processes.
 */
@NullMarked
package org.vitalwire.benchmarks.observe;

import org.jspecify.annotations.NullMarked;
