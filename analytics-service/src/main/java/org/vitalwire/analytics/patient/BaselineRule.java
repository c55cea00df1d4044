package org.vitalwire.analytics.patient;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.vitalwire.analytics.baseline.Baseline;
import org.vitalwire.analytics.baseline.Deviation;
import org.vitalwire.analytics.condition.Announcement;
import org.vitalwire.analytics.condition.ConditionRule;
import org.vitalwire.analytics.condition.ConditionState;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.condition.Sample;
import org.vitalwire.analytics.limit.Limit;
import org.vitalwire.analytics.policy.BaselinePolicy;
import org.vitalwire.contracts.event.Finding.Evidence;
import org.vitalwire.contracts.event.Finding.Phase;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.vitals.VitalSign;

/** A departure from what is usual for this very patient. */
final class BaselineRule implements SignRule {

    private final BaselinePolicy policy;
    private final long abandonAfter;

    BaselineRule(BaselinePolicy policy) {
        this.policy = policy;
        this.abandonAfter = EventTime.micros(policy.abandonAfter());
    }

    Duration learnOver() {
        return policy.learnOver();
    }

    double leastSpread() {
        return policy.leastSpread();
    }

    @Override
    public List<VitalSign> signs() {
        return policy.signs();
    }

    /** Says nothing before enough was seen of the patient. */
    @Override
    public void onValue(
            Lane lane, int rank, double value, Measurement from, int scale, Announcements out) {
        Optional<Deviation> deviation = deviation(lane, policy.signs().get(rank), value);
        if (deviation.isEmpty()) {
            return;
        }
        double away =
                policy.direction() == Limit.Direction.ABOVE
                        ? deviation.get().robustDeviations()
                        : -deviation.get().robustDeviations();
        int beyond = 0;
        while (beyond < policy.steps().size() && away >= policy.steps().get(beyond).deviations()) {
            beyond++;
        }
        if (beyond == 0 && lane.condition(condition()) == null) {
            return;
        }
        move(
                lane,
                new Sample(from.at(), beyond, beyond, rank, false, value, from.fingerprint()),
                scale,
                out);
    }

    private Optional<Deviation> deviation(Lane lane, VitalSign sign, double value) {
        SignMemory memory = lane.signs.of(sign);
        Baseline baseline = memory == null ? null : memory.baseline(policy.learnOver());
        return baseline == null
                ? Optional.empty()
                : baseline.deviation(value, policy.leastSpread());
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
        StringBuilder text = new StringBuilder(Texts.named(sign, said.value()));
        text.append(Texts.forSoLong(said.at() - said.since()));
        deviation(lane, sign, said.value())
                .ifPresent(deviation ->
                        text.append(", ")
                                .append(Texts.figures(Math.abs(deviation.robustDeviations())))
                                .append(deviation.robustDeviations() < 0 ? " below" : " above")
                                .append(" this patient's usual ")
                                .append(Texts.value(sign, deviation.usual()))
                                .append(" in steps of ")
                                .append(Texts.figures(deviation.spread())));
        BaselinePolicy.Step step = policy.steps().get(depthOf(said, scale) - 1);
        if (said.phase() == Phase.ENDED) {
            text.append(", usual again");
        } else {
            text.append(", limit ")
                    .append(Texts.figures(step.deviations()))
                    .append(Texts.withDelay(step.delay()));
        }
        return new Explanation(
                text.toString(),
                List.of(new Evidence(sign, said.value(), EventTime.instant(said.at()))));
    }
}
