package org.vitalwire.analytics.patient;

import java.util.List;
import org.vitalwire.analytics.condition.Announcement;
import org.vitalwire.analytics.condition.ConditionRule;
import org.vitalwire.analytics.condition.ConditionState;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.condition.Sample;
import org.vitalwire.analytics.limit.Limit;
import org.vitalwire.analytics.limit.Step;
import org.vitalwire.contracts.event.Finding.Evidence;
import org.vitalwire.contracts.event.Finding.Phase;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.vitals.VitalSign;

/** One limit on one sign. */
final class LimitRule implements SignRule {

    private final Limit limit;
    private final long abandonAfter;

    LimitRule(Limit limit, long abandonAfter) {
        this.limit = limit;
        // A device that measures seldom has not gone silent between two measurements.
        this.abandonAfter = Math.max(abandonAfter, limit.rule().sparseGap());
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
                        limit.spotSigns().contains(limit.signs().get(rank)),
                        value,
                        from.fingerprint()),
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
        Step step = limit.steps(scale).get(depthOf(said, scale) - 1);
        String detail =
                said.phase() == Phase.ENDED
                        ? Texts.named(sign, said.value())
                                + ", inside "
                                + Texts.value(sign, limit.steps(scale).getFirst().beyond())
                                + " again"
                        : Texts.named(sign, said.value())
                                + Texts.forSoLong(said.at() - said.since())
                                + ", limit "
                                + Texts.value(sign, step.beyond())
                                + Texts.withDelay(step.delay());
        return new Explanation(
                detail, List.of(new Evidence(sign, said.value(), EventTime.instant(said.at()))));
    }
}
