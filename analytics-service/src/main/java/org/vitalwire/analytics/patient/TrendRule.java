package org.vitalwire.analytics.patient;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.vitalwire.analytics.condition.Announcement;
import org.vitalwire.analytics.condition.ConditionRule;
import org.vitalwire.analytics.condition.ConditionState;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.condition.Sample;
import org.vitalwire.analytics.policy.TrendPolicy;
import org.vitalwire.analytics.policy.TrendPolicy.Direction;
import org.vitalwire.analytics.trend.Slope;
import org.vitalwire.contracts.event.Finding.Evidence;
import org.vitalwire.contracts.event.Finding.Phase;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.vitals.VitalSign;

/** A change of one sign that lasts and is not chance. */
final class TrendRule implements SignRule {

    private final TrendPolicy policy;
    private final long abandonAfter;

    TrendRule(TrendPolicy policy) {
        this.policy = policy;
        this.abandonAfter = EventTime.micros(policy.abandonAfter());
    }

    Duration window() {
        return policy.window();
    }

    @Override
    public List<VitalSign> signs() {
        return policy.signs();
    }

    /**
     * While the slope is not known nothing is said: neither that it is there, nor that it is over.
     */
    @Override
    public void onValue(
            Lane lane, int rank, double value, Measurement from, int scale, Announcements out) {
        Optional<Slope> slope = slope(lane, policy.signs().get(rank));
        if (slope.isEmpty()) {
            return;
        }
        boolean certain = slope.get().confidence() >= policy.confidence();
        double steep =
                policy.direction() == Direction.RISING
                        ? slope.get().perHour()
                        : -slope.get().perHour();
        int beyond = 0;
        while (certain
                && beyond < policy.steps().size()
                && steep >= policy.steps().get(beyond).perHour()) {
            beyond++;
        }
        if (beyond == 0 && lane.condition(condition()) == null) {
            return;
        }
        move(
                lane,
                new Sample(
                        from.at(),
                        beyond,
                        beyond,
                        rank,
                        false,
                        slope.get().perHour(),
                        from.fingerprint()),
                scale,
                out);
    }

    private Optional<Slope> slope(Lane lane, VitalSign sign) {
        SignMemory memory = lane.signs.of(sign);
        return memory == null ? Optional.empty() : memory.slope(policy.window(), sign);
    }

    @Override
    public String condition() {
        return policy.condition();
    }

    @Override
    public ConditionRule timing(int scale) {
        return policy.rule();
    }

    @Override
    public Priority priority(int depth, int scale) {
        return policy.steps().get(depth - 1).priority();
    }

    @Override
    public String title(int depth) {
        return policy.title();
    }

    @Override
    public long abandonAfter() {
        return abandonAfter;
    }

    @Override
    public ConditionState atRest(Lane lane, int scale) {
        return lane.rhythms.atRest(policy.signs(), policy.rule());
    }

    @Override
    public Explanation explain(Lane lane, Announcement said, int scale) {
        VitalSign sign = measured(lane);
        Optional<Slope> slope = slope(lane, sign);
        StringBuilder text =
                new StringBuilder(Texts.name(sign))
                        .append(' ')
                        .append(Texts.signed(sign, said.value()))
                        .append(" per hour");
        slope.ifPresent(line ->
                text.append(" over ")
                        .append(Texts.lasting(line.to() - line.from()))
                        .append(" (")
                        .append(Texts.signed(sign, line.change()))
                        .append(", ")
                        .append((int) (line.confidence() * 100))
                        .append(" % certain)"));
        TrendPolicy.Step step = policy.steps().get(depthOf(said, scale) - 1);
        double limit = policy.direction() == Direction.RISING ? step.perHour() : -step.perHour();
        text.append(said.phase() == Phase.ENDED ? ", no longer beyond " : ", limit ")
                .append(Texts.signed(sign, limit))
                .append(" per hour");
        if (said.phase() != Phase.ENDED) {
            text.append(Texts.withDelay(step.delay()));
        }
        SignMemory memory = lane.signs.of(sign);
        List<Evidence> evidence =
                memory == null || memory.newest == null
                        ? List.of()
                        : List.of(
                                new Evidence(
                                        sign,
                                        memory.newest.value(),
                                        EventTime.instant(memory.newest.at())));
        return new Explanation(text.toString(), evidence);
    }

    @Override
    public Explanation explainSilence(Lane lane, Announcement said, int scale) {
        return new Explanation("not measured since " + EventTime.instant(said.since()), List.of());
    }
}
