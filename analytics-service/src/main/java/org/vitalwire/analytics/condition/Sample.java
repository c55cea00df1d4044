package org.vitalwire.analytics.condition;

/**
 * What one reading says of a condition.
 *
 * @param at event time, microseconds
 * @param beyond how many steps, counted from the shallowest, it is beyond
 * @param insideFrom all steps from this one on are over, by a margin; those between {@code beyond}
 *     and here are undecided
 * @param source rank of what was measured, 0 the preferred; a lesser one counts only while the
 *     preferred is silent
 * @param spot whether a single one, with nothing close before it, is already confirmed, as a cuff
 *     measurement is
 * @param value what was measured, for the explanation
 * @param cause hash of the message that it came with
 */
public record Sample(
        long at, int beyond, int insideFrom, int source, boolean spot, double value, long cause) {

    public Sample {
        if (beyond < 0 || insideFrom < beyond) {
            throw new IllegalArgumentException("beyond and inside contradict each other");
        }
    }
}
