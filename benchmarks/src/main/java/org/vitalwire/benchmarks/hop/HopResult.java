package org.vitalwire.benchmarks.hop;

/**
 * What one hop does alone.
 *
 * @param perSecond messages
 * @param cpuMicros of all processes of the hop, client included, per message
 */
public record HopResult(String name, double perSecond, double cpuMicros) {}
