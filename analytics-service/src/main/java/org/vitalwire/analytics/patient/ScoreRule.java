package org.vitalwire.analytics.patient;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.vitalwire.analytics.condition.Announcement;
import org.vitalwire.analytics.condition.ConditionRule;
import org.vitalwire.analytics.condition.ConditionState;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.condition.Sample;
import org.vitalwire.analytics.policy.ScorePolicy;
import org.vitalwire.analytics.score.Feature;
import org.vitalwire.analytics.score.Refusal;
import org.vitalwire.analytics.score.ScoreEngine;
import org.vitalwire.analytics.score.ScoreResult;
import org.vitalwire.contracts.event.Finding.Phase;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.vitals.VitalSign;

/** Tells a published score, and watches its bands: one condition, called like the score. */
final class ScoreRule implements Rule {

    private final ScorePolicy policy;
    private final ScoreEngine engine;
    private final String title;
    private final long rescoreEvery;
    private final long abandonAfter;

    ScoreRule(ScorePolicy policy) {
        this.policy = policy;
        this.title = policy.definition().title();
        this.rescoreEvery = EventTime.micros(policy.rescoreEvery());
        this.abandonAfter = EventTime.micros(policy.abandonAfter());
        this.engine = new ScoreEngine(policy.definition(), policy.freshness());
    }

    /** Of the input that ages first, microseconds. */
    OptionalLong shortestFreshness() {
        return engine.shortestFreshness();
    }

    /** What must be remembered to score it. */
    void interest(Interest.Collector collector) {
        for (String input : engine.definition().inputs()) {
            Feature.ofName(input).ifPresent(feature -> interest(feature, collector));
        }
    }

    private void interest(Feature feature, Interest.Collector collector) {
        for (VitalSign sign : feature.signs()) {
            collector.newest(sign);
            switch (feature) {
                case Feature.Slope _ -> collector.trend(sign, LaneFeatures.SLOPE_WINDOW);
                case Feature.Deviation _ ->
                        collector.baseline(
                                sign, LaneFeatures.LEARN_OVER, LaneFeatures.leastSpread(sign));
                case Feature.Level _, Feature.Ratio _, Feature.MeanOf _, Feature.Declared _ -> {
                    if (!policy.median().isZero()) {
                        collector.median(sign, policy.median());
                    }
                }
            }
        }
    }

    ScoreResult score(Lane lane, long at) {
        return engine.score(new LaneFeatures(lane, policy.median()), lane.bornOn, at);
    }

    /** After a message. */
    void onMessage(Lane lane, long cause, int scale, Announcements out) {
        move(lane, score(lane, lane.clock), lane.clock, cause, scale, out);
    }

    /** As for NEWS2: what is complete lasts by itself, the rest must be confirmed. */
    void letTimePass(Lane lane, long until, long cause, int scale, Announcements out) {
        for (int i = 0; i <= policy.bands().size(); i++) {
            @Nullable ConditionState state = lane.condition(condition());
            Optional<Long> due = state == null ? Optional.empty() : state.dueAt(policy.rule());
            if (state == null
                    || due.isEmpty()
                    || due.get() > until
                    || due.get() <= state.lastAt()) {
                return;
            }
            ScoreResult result = score(lane, due.get());
            if (!result.isComplete()) {
                return;
            }
            move(lane, result, due.get(), cause, scale, out);
        }
    }

    private void move(
            Lane lane, ScoreResult result, long at, long cause, int scale, Announcements out) {
        int beyond = bands(result.lowerBound());
        ConditionState state = lane.condition(condition());
        if (state == null && beyond == 0) {
            return;
        }
        int insideFrom = beyond;
        if (state != null && state.isOn()) {
            ScoreResult lenient =
                    engine.scoreLenient(new LaneFeatures(lane, policy.median()), lane.bornOn, at);
            insideFrom = Math.max(beyond, bands(lenient.lowerBound()));
        }
        move(
                lane,
                new Sample(at, beyond, insideFrom, 0, false, result.lowerBound(), cause),
                scale,
                out);
    }

    private int bands(int points) {
        int bands = 0;
        while (bands < policy.bands().size() && points >= policy.bands().get(bands).atLeast()) {
            bands++;
        }
        return bands;
    }

    /** Tells the score when it says something new, or when it was told long ago. */
    void tell(Lane lane, Told told, long at, boolean anyway, Cause cause, Outcome outcome) {
        ScoreResult result = score(lane, at);
        Told.OfScore before = told.score(policy.score());
        if (before == null && result.isEmpty() && !(result instanceof Refusal)) {
            return;
        }
        boolean isDue = anyway && before != null && at - before.at() >= rescoreEvery;
        if (before == null || isDue || before.signature() != result.signature()) {
            told.tellScore(policy.score(), new Told.OfScore(result.signature(), at));
            long newest = engine.newestAt(new LaneFeatures(lane, policy.median()));
            outcome.add(
                    result.told(
                            cause.patientId(),
                            newest == EventTime.NEVER ? at : newest,
                            cause.retrospective(),
                            cause.synthetic(),
                            cause.messageId()));
        }
    }

    String scoreName() {
        return policy.score();
    }

    @Override
    public String condition() {
        return policy.score();
    }

    @Override
    public ConditionRule timing(int scale) {
        return policy.rule();
    }

    @Override
    public Priority priority(int depth, int scale) {
        return policy.bands().get(depth - 1).priority();
    }

    @Override
    public String title(int depth) {
        return title + " " + policy.bands().get(depth - 1).atLeast() + " or more";
    }

    @Override
    public long abandonAfter() {
        return abandonAfter;
    }

    @Override
    public ConditionState atRest(Lane lane, int scale) {
        return lane.rhythms.atRest(policy.rule());
    }

    @Override
    public Explanation explain(Lane lane, Announcement said, int scale) {
        ScoreResult result = score(lane, said.at());
        ScorePolicy.Band band = policy.bands().get(depthOf(said, scale) - 1);
        String against =
                said.phase() == Phase.ENDED
                        ? ", below " + policy.bands().getFirst().atLeast() + " again"
                        : ", limit " + band.atLeast() + Texts.withDelay(band.delay());
        return new Explanation(result.explain() + against, result.evidence());
    }

    @Override
    public Explanation explainSilence(Lane lane, Announcement said, int scale) {
        return new Explanation("no inputs since " + EventTime.instant(said.since()), List.of());
    }
}
