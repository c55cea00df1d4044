package org.vitalwire.analytics.patient;

import java.util.List;
import org.vitalwire.analytics.condition.Announcement;
import org.vitalwire.analytics.condition.ConditionMachine;
import org.vitalwire.analytics.condition.ConditionRule;
import org.vitalwire.analytics.condition.ConditionState;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.condition.Sample;
import org.vitalwire.analytics.limit.Limit;
import org.vitalwire.analytics.limit.Step;
import org.vitalwire.analytics.score.Measured;
import org.vitalwire.contracts.event.Finding.Evidence;
import org.vitalwire.contracts.event.Finding.Phase;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.vitals.VitalSign;

/** One limit on one sign. */
final class LimitRule implements SignRule {

    private final Limit limit;
    private final long abandonAfter;

    /** Microseconds. */
    private final long spotDelay;

    LimitRule(Limit limit, long abandonAfter) {
        this.limit = limit;
        // A device that measures seldom has not gone silent between two measurements.
        this.abandonAfter = Math.max(abandonAfter, limit.rule().sparseGap());
        this.spotDelay = EventTime.micros(limit.spotDelay());
    }

    /** Whether a measurement that stands alone is believed only after a while. */
    boolean believesLate() {
        return spotDelay > 0;
    }

    /** What it has to remember to tell later what was measured. */
    void interest(Interest.Collector collector) {
        if (believesLate()) {
            limit.spotSigns().forEach(collector::newest);
        }
    }

    @Override
    public List<VitalSign> signs() {
        return limit.signs();
    }

    @Override
    public void onValue(
            Lane lane, int rank, double value, Measurement from, int scale, Announcements out) {
        int beyond = limit.beyond(value, scale);
        if (beyond == 0 && lane.condition(condition()) == null) {
            return;
        }
        move(
                lane,
                new Sample(
                        from.at(),
                        beyond,
                        limit.insideFrom(value, scale),
                        rank,
                        limit.isBelievedAtOnce(limit.signs().get(rank)),
                        value,
                        from.fingerprint()),
                scale,
                out);
    }

    /**
     * Lets event time pass without a value. A cuff may measure again in hours only: one measurement
     * that nothing has refuted for a while is believed, as silence would be worse.
     */
    void letTimePass(Lane lane, long until, long cause, int scale, Announcements out) {
        ConditionState before = lane.condition(condition());
        if (before == null || !limit.isBelievedAfterDelay(measured(lane))) {
            return;
        }
        long since = before.pendingSince().orElse(EventTime.NEVER);
        SignMemory memory = lane.signs.of(measured(lane));
        Measured newest = memory == null ? null : memory.newest;
        if (since == EventTime.NEVER || until - since < spotDelay || newest == null) {
            return;
        }
        note(
                lane,
                before,
                ConditionMachine.believe(
                        before, spotDelay, since + spotDelay, newest.value(), cause),
                scale,
                out);
    }

    @Override
    public String condition() {
        return limit.condition();
    }

    @Override
    public ConditionRule timing(int scale) {
        return limit.rule(scale);
    }

    @Override
    public Priority priority(int depth, int scale) {
        return limit.steps(scale).get(depth - 1).priority();
    }

    @Override
    public String title(int depth) {
        return limit.title();
    }

    @Override
    public long abandonAfter() {
        return abandonAfter;
    }

    @Override
    public ConditionState atRest(Lane lane, int scale) {
        return lane.rhythms.atRest(limit.signs(), limit.rule(scale));
    }

    @Override
    public Explanation explain(Lane lane, Announcement said, int scale) {
        VitalSign sign = measured(lane);
        boolean alone = standsAlone(lane, said);
        ConditionState state = lane.condition(condition());
        // Another one may have agreed with it soon, and not long enough to confirm it.
        long lastAt = state == null ? said.since() : state.lastAt();
        long aloneAt = lastAt < said.at() ? lastAt : said.since();
        long measuredAt = alone ? aloneAt : said.at();
        return new Explanation(
                words(said, sign, alone, scale),
                List.of(new Evidence(sign, said.value(), EventTime.instant(measuredAt))));
    }

    private String words(Announcement said, VitalSign sign, boolean alone, int scale) {
        String named = Texts.named(sign, said.value());
        if (said.phase() == Phase.ENDED) {
            return named
                    + ", inside "
                    + Texts.value(sign, limit.steps(scale).getFirst().beyond())
                    + " again";
        }
        Step step = limit.steps(scale).get(depthOf(said, scale) - 1);
        String beyond = ", limit " + Texts.value(sign, step.beyond());
        return alone
                ? named + ", not refuted by another for " + Texts.lasting(spotDelay) + beyond
                : named
                        + Texts.forSoLong(said.at() - said.since())
                        + beyond
                        + Texts.withDelay(step.delay());
    }

    /** Whether it was said for one measurement alone, once nothing had refuted it for a while. */
    private boolean standsAlone(Lane lane, Announcement said) {
        if (!limit.isBelievedAfterDelay(measured(lane)) || said.at() - said.since() != spotDelay) {
            return false;
        }
        ConditionState state = lane.condition(condition());
        boolean unmeasured = state == null || state.lastAt() < said.at();
        return said.phase() == Phase.STARTED || (said.phase() == Phase.UPDATED && unmeasured);
    }
}
