package org.vitalwire.analytics.patient;

import org.vitalwire.analytics.condition.Announcement;
import org.vitalwire.analytics.condition.ConditionMachine;
import org.vitalwire.analytics.condition.ConditionRule;
import org.vitalwire.analytics.condition.ConditionState;
import org.vitalwire.analytics.condition.Sample;
import org.vitalwire.contracts.event.Priority;

/**
 * One thing that is watched. Whatever kind it is of, it says of a message how deep the patient is
 * in the condition ({@link Sample}); delay, hysteresis and gaps are the same for all ({@link
 * ConditionMachine}).
 */
interface Rule {

    /** For example {@code low-spo2}; unique within a policy. */
    String condition();

    /**
     * @param scale SpO2 scale in force
     */
    ConditionRule timing(int scale);

    Priority priority(int depth, int scale);

    /** For people; names no patient. */
    String title(int depth);

    /** Whether it is of the measuring, and not of the patient. */
    default boolean isTechnical() {
        return false;
    }

    /** When it was not measured for so long its finding ends; microseconds of event time. */
    long abandonAfter();

    /** The condition while it is at rest, as the rhythm of what it rests on tells it. */
    ConditionState atRest(Lane lane, int scale);

    /** The arithmetic behind a phase that was just reached in this lane. */
    Explanation explain(Lane lane, Announcement said, int scale);

    /** Why a finding ends of which nothing is measured any more. */
    Explanation explainSilence(Lane lane, Announcement said, int scale);

    /** A policy may have lost steps since something was said. */
    default int depthOf(Announcement said, int scale) {
        return Math.clamp(said.depth(), 1, timing(scale).steps());
    }

    /** Moves the condition in this lane, and notes what it has to say. */
    default void move(Lane lane, Sample sample, int scale, Announcements announcements) {
        ConditionState stored = lane.condition(condition());
        if (stored == null && sample.beyond() == 0) {
            return;
        }
        ConditionState before = stored == null ? atRest(lane, scale) : stored;
        note(
                lane,
                before,
                ConditionMachine.step(timing(scale), before, sample),
                scale,
                announcements);
    }

    /** Ends it, if it is on, or drops what was pending. */
    default void abandon(Lane lane, long at, long cause, Announcements announcements, int scale) {
        ConditionState before = lane.condition(condition());
        if (before == null || before.steps().isEmpty()) {
            return;
        }
        ConditionState after = ConditionMachine.abandon(before, at, cause);
        lane.setCondition(condition(), after);
        if (before.isOn()) {
            after.last()
                    .ifPresent(said ->
                            announcements.add(
                                    this, before.last(), said, explainSilence(lane, said, scale)));
        }
    }

    /** Keeps where the condition stands now, and notes what it has to say. */
    default void note(
            Lane lane,
            ConditionState before,
            ConditionState after,
            int scale,
            Announcements announcements) {
        if (after.equals(before)) {
            return;
        }
        lane.setCondition(condition(), after);
        if (!after.last().equals(before.last())) {
            after.last()
                    .ifPresent(said ->
                            announcements.add(
                                    this, before.last(), said, explain(lane, said, scale)));
        }
    }
}
