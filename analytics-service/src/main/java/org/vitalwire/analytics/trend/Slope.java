package org.vitalwire.analytics.trend;

/**
 * How a sign changed over a window.
 *
 * @param perHour canonical unit of the sign an hour, negative when it fell
 * @param confidence 0..1: one minus the probability of so steep a line, up or down, in values that
 *     only scatter
 * @param from event time of the first point of the line, microseconds
 * @param to event time of the last one
 */
public record Slope(double perHour, double confidence, long from, long to) {

    /** How far the line went from its first to its last point, canonical unit. */
    public double change() {
        return perHour * ((to - from) / 3.6e9);
    }
}
