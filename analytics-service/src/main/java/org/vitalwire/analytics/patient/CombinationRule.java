package org.vitalwire.analytics.patient;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vitalwire.analytics.baseline.Baseline;
import org.vitalwire.analytics.baseline.Deviation;
import org.vitalwire.analytics.condition.Announcement;
import org.vitalwire.analytics.condition.ConditionRule;
import org.vitalwire.analytics.condition.ConditionState;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.condition.Sample;
import org.vitalwire.analytics.limit.Limit.Direction;
import org.vitalwire.analytics.policy.CombinationPolicy;
import org.vitalwire.analytics.policy.CombinationPolicy.Term;
import org.vitalwire.analytics.policy.TrendPolicy;
import org.vitalwire.analytics.policy.UsualFreshness;
import org.vitalwire.analytics.score.Measured;
import org.vitalwire.analytics.trend.Slope;
import org.vitalwire.contracts.event.Finding.Evidence;
import org.vitalwire.contracts.event.Finding.Phase;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.vitals.VitalSign;

/** Several things at once. A term whose value is stale is not known: it neither holds nor not. */
final class CombinationRule implements Rule {

    private final CombinationPolicy policy;
    private final Map<String, ScoreOf> scores;
    private final long abandonAfter;

    /** The points that a score of the policy has at least. */
    interface ScoreOf {
        int lowerBound(Lane lane, int scale, long at);
    }

    /**
     * @param value what is known of it; null when nothing is
     * @param words for people, with the value
     */
    private record Verdict(boolean known, boolean holds, String words, @Nullable Evidence value) {
        static Verdict unknown() {
            return new Verdict(false, false, "", null);
        }
    }

    CombinationRule(CombinationPolicy policy, Map<String, ScoreOf> scores) {
        this.policy = policy;
        this.scores = scores;
        this.abandonAfter = EventTime.micros(policy.abandonAfter());
    }

    void interest(Interest.Collector collector) {
        for (Term term : policy.terms()) {
            switch (term) {
                case Term.OfSign of -> collector.newest(of.sign());
                case Term.OfTrend of -> {
                    collector.newest(of.sign());
                    collector.trend(of.sign(), of.window());
                }
                case Term.OfDeviation of -> {
                    collector.newest(of.sign());
                    collector.baseline(of.sign(), LaneFeatures.LEARN_OVER, of.leastSpread());
                }
                case Term.OfCondition _, Term.OfScore _ -> {
                    // remembered by their own rules
                }
            }
        }
    }

    /** After a message, and after the rules that it rests on. */
    void onMessage(Lane lane, long cause, int scale, Announcements out) {
        int holding = 0;
        int unknown = 0;
        for (Term term : policy.terms()) {
            Verdict verdict = verdict(term, lane, scale, false);
            holding += verdict.holds() ? 1 : 0;
            unknown += verdict.known() ? 0 : 1;
        }
        int beyond = holding >= policy.atLeast() ? 1 : 0;
        if (beyond == 0 && lane.condition(condition()) == null) {
            return;
        }
        int insideFrom = beyond == 0 && holding + unknown < policy.atLeast() ? 0 : 1;
        move(
                lane,
                new Sample(lane.clock, beyond, insideFrom, 0, false, holding, cause),
                scale,
                out);
    }

    private Verdict verdict(Term term, Lane lane, int scale, boolean inWords) {
        return switch (term) {
            case Term.OfCondition of -> {
                ConditionState state = lane.condition(of.condition());
                yield new Verdict(true, state != null && state.isOn(), of.condition(), null);
            }
            case Term.OfScore of -> {
                ScoreOf score = scores.get(of.score());
                int points = score == null ? 0 : score.lowerBound(lane, scale, lane.clock);
                yield new Verdict(
                        score != null,
                        points >= of.atLeast(),
                        inWords ? of.score() + " at least " + points : "",
                        null);
            }
            case Term.OfSign of -> {
                Measured newest = fresh(lane, of.sign());
                yield newest == null
                        ? Verdict.unknown()
                        : new Verdict(
                                true,
                                of.direction() == Direction.BELOW
                                        ? newest.value() < of.beyond()
                                        : newest.value() > of.beyond(),
                                inWords
                                        ? Texts.named(of.sign(), newest.value())
                                                + (of.direction() == Direction.BELOW
                                                        ? " (below "
                                                        : " (above ")
                                                + Texts.figures(of.beyond())
                                                + ")"
                                        : "",
                                evidence(of.sign(), newest));
            }
            case Term.OfTrend of -> trend(of, lane, inWords);
            case Term.OfDeviation of -> deviation(of, lane, inWords);
        };
    }

    private Verdict trend(Term.OfTrend of, Lane lane, boolean inWords) {
        Measured newest = fresh(lane, of.sign());
        SignMemory memory = lane.signs.of(of.sign());
        if (newest == null || memory == null) {
            return Verdict.unknown();
        }
        Optional<Slope> slope = memory.slope(of.window(), of.sign());
        if (slope.isEmpty()) {
            return Verdict.unknown();
        }
        double steep =
                of.direction() == TrendPolicy.Direction.RISING
                        ? slope.get().perHour()
                        : -slope.get().perHour();
        return new Verdict(
                true,
                slope.get().confidence() >= of.confidence() && steep >= of.perHour(),
                inWords
                        ? Texts.name(of.sign())
                                + " "
                                + Texts.signed(of.sign(), slope.get().perHour())
                                + " per hour"
                        : "",
                evidence(of.sign(), newest));
    }

    private Verdict deviation(Term.OfDeviation of, Lane lane, boolean inWords) {
        Measured newest = fresh(lane, of.sign());
        SignMemory memory = lane.signs.of(of.sign());
        Baseline baseline = memory == null ? null : memory.baseline(LaneFeatures.LEARN_OVER);
        if (newest == null || baseline == null) {
            return Verdict.unknown();
        }
        Optional<Deviation> deviation = baseline.deviation(newest.value(), of.leastSpread());
        if (deviation.isEmpty()) {
            return Verdict.unknown();
        }
        double away =
                of.direction() == Direction.ABOVE
                        ? deviation.get().robustDeviations()
                        : -deviation.get().robustDeviations();
        return new Verdict(
                true,
                away >= of.deviations(),
                inWords
                        ? Texts.named(of.sign(), newest.value())
                                + " (usual "
                                + Texts.value(of.sign(), deviation.get().usual())
                                + ")"
                        : "",
                evidence(of.sign(), newest));
    }

    private @Nullable Measured fresh(Lane lane, VitalSign sign) {
        SignMemory memory = lane.signs.of(sign);
        Measured newest = memory == null ? null : memory.newest;
        if (newest == null) {
            return null;
        }
        Duration validFor = policy.freshness().orElseGet(() -> UsualFreshness.of(sign));
        return lane.clock - newest.at() < EventTime.micros(validFor) ? newest : null;
    }

    private static Evidence evidence(VitalSign sign, Measured measured) {
        return new Evidence(sign, measured.value(), EventTime.instant(measured.at()));
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
        return policy.priority();
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
        return lane.rhythms.atRest(policy.rule());
    }

    @Override
    public Explanation explain(Lane lane, Announcement said, int scale) {
        List<String> words = new ArrayList<>();
        List<Evidence> evidence = new ArrayList<>();
        for (Term term : policy.terms()) {
            Verdict verdict = verdict(term, lane, scale, true);
            if (verdict.holds()) {
                words.add(verdict.words());
                Evidence value = verdict.value();
                if (value != null) {
                    evidence.add(value);
                }
            }
        }
        String all = words.isEmpty() ? "nothing of it" : String.join(" and ", words);
        String count = policy.atLeast() + " of " + policy.terms().size();
        return new Explanation(
                said.phase() == Phase.ENDED
                        ? "no longer " + count + ": " + all
                        : all
                                + Texts.forSoLong(said.at() - said.since())
                                + ", "
                                + count
                                + Texts.withDelay(policy.delay()),
                evidence);
    }

    @Override
    public Explanation explainSilence(Lane lane, Announcement said, int scale) {
        return new Explanation("not measured since " + EventTime.instant(said.since()), List.of());
    }
}
