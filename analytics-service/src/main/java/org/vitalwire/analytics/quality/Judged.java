package org.vitalwire.analytics.quality;

import java.util.List;
import org.vitalwire.contracts.event.HeldBack;
import org.vitalwire.contracts.reading.VitalValue;

/**
 * A reading after the gate: each of its values is in one of the lists, in the reading's order.
 *
 * @param counting what scores, limits, trends and baselines may rest on
 * @param heldBack the others, each with its reason
 * @param toTell of the others those that say something new: the first of a run of one sign of one
 *     device for one reason, and then one a minute. A sensor that is off says so every second
 */
public record Judged(
        List<VitalValue> counting, List<HeldBack.Value> heldBack, List<HeldBack.Value> toTell) {}
