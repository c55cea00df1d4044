package org.vitalwire.analytics.patient;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.vitalwire.analytics.condition.ConditionState;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.news2.Inputs;
import org.vitalwire.analytics.quality.QualityMemory;

/**
 * What is known of a patient at one point of event time: a function of the messages before it, in
 * order, and of nothing else. Mutable, and owned by the one evaluation that decoded or copied it.
 * Times are microseconds.
 */
final class Lane {

    /** Newest event time. */
    long clock = EventTime.NEVER;

    /** Receipt minus measurement of the newest message: how far event time lags behind ours. */
    long lag;

    /** Whether the newest message came from a simulator or a recording. */
    boolean synthetic;

    /** A hash of the device whose clock was off last, 0 without one. */
    int offDevice;

    /** A hash of the device whose battery was low last, 0 without one. */
    int lowDevice;

    /** From the census, where it is known. Not stored here but with the patient. */
    Optional<LocalDate> bornOn = Optional.empty();

    final Inputs inputs;

    final Rhythms rhythms;

    final QualityMemory quality;

    final Signs signs;

    final ArtefactCounts artefacts;

    /** Those that are not at rest. Sorted, so that equal lanes have equal bytes. */
    private final SortedMap<String, ConditionState> conditions;

    Lane() {
        this(
                new Inputs(),
                new Rhythms(),
                new QualityMemory(),
                new Signs(),
                new ArtefactCounts(),
                new TreeMap<>());
    }

    Lane(
            Inputs inputs,
            Rhythms rhythms,
            QualityMemory quality,
            Signs signs,
            ArtefactCounts artefacts,
            SortedMap<String, ConditionState> conditions) {
        this.inputs = inputs;
        this.rhythms = rhythms;
        this.quality = quality;
        this.signs = signs;
        this.artefacts = artefacts;
        this.conditions = conditions;
    }

    Lane copy() {
        Lane copy =
                new Lane(
                        inputs.copy(),
                        rhythms.copy(),
                        quality.copy(),
                        signs.copy(),
                        artefacts.copy(),
                        new TreeMap<>(conditions));
        copy.offDevice = offDevice;
        copy.lowDevice = lowDevice;
        copy.bornOn = bornOn;
        copy.clock = clock;
        copy.lag = lag;
        copy.synthetic = synthetic;
        return copy;
    }

    /** Null while it is at rest. */
    @Nullable ConditionState condition(String name) {
        return conditions.isEmpty() ? null : conditions.get(name);
    }

    void setCondition(String name, ConditionState state) {
        if (state.isAtRest()) {
            conditions.remove(name);
        } else {
            conditions.put(name, state);
        }
    }

    /** Those that are not at rest, by name. */
    Map<String, ConditionState> conditions() {
        return conditions;
    }
}
