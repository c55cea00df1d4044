package org.vitalwire.analytics.patient;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vitalwire.analytics.condition.ConditionState;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.limit.Limit;
import org.vitalwire.analytics.policy.BaselinePolicy;
import org.vitalwire.analytics.policy.CombinationPolicy;
import org.vitalwire.analytics.policy.Policy;
import org.vitalwire.analytics.policy.ScorePolicy;
import org.vitalwire.analytics.policy.TrendPolicy;
import org.vitalwire.analytics.quality.Judged;
import org.vitalwire.analytics.quality.QualityGate;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * The rules of one policy, and how they move a lane: the quality gate before everything, then what
 * is remembered, then the rules, of which combinations rest on the others. Immutable.
 */
final class Rules {

    /** Rules on the same signs: which of them was measured is found out once. */
    private record SameSigns(List<VitalSign> signs, List<SignRule> rules) {}

    /** Longest without a look at a patient of whom nothing is on. */
    private static final long LONGEST_REST = EventTime.micros(Duration.ofMinutes(1));

    /** A look every minute sees what is fresh for five minutes age in time. */
    private static final int LOOKS_WHILE_FRESH = 5;

    private final String label;
    private final QualityGate gate;
    private final Interest[] interests;
    private final List<SameSigns> bySigns;

    /** Null where NEWS2 does not apply, as to children. */
    private final @Nullable News2Rule news2;

    /** Those that believe a measurement that stands alone, after a while. */
    private final List<LimitRule> believers = new ArrayList<>();

    private final List<ScoreRule> scores = new ArrayList<>();
    private final List<CombinationRule> combinations = new ArrayList<>();
    private final TechnicalRules technical;
    private final Map<String, Rule> byCondition = new HashMap<>();
    private final long rest;

    Rules(Policy policy) {
        this.label = policy.label();
        this.gate = new QualityGate(policy.quality());
        this.news2 = policy.news2().map(News2Rule::new).orElse(null);
        this.technical = new TechnicalRules(policy.technical());
        Interest.Collector collector = new Interest.Collector();
        Map<List<VitalSign>, List<SignRule>> grouped = new LinkedHashMap<>();
        for (SignRule rule : signRules(policy, collector)) {
            grouped.computeIfAbsent(rule.signs(), signs -> new ArrayList<>()).add(rule);
            byCondition.put(rule.condition(), rule);
            if (rule instanceof LimitRule limit && limit.believesLate()) {
                believers.add(limit);
            }
        }
        this.bySigns =
                grouped.entrySet().stream()
                        .map(e -> new SameSigns(e.getKey(), List.copyOf(e.getValue())))
                        .toList();
        Map<String, CombinationRule.ScoreOf> lowerBounds = new HashMap<>();
        if (news2 != null) {
            lowerBounds.put(News2Rule.CONDITION, news2::lowerBound);
            byCondition.put(news2.condition(), news2);
            news2.interest(collector);
        }
        for (ScorePolicy score : policy.scores()) {
            ScoreRule rule = new ScoreRule(score);
            rule.interest(collector);
            scores.add(rule);
            lowerBounds.put(score.score(), (lane, scale, at) -> rule.score(lane, at).lowerBound());
        }
        for (CombinationPolicy combination : policy.combinations()) {
            CombinationRule rule = new CombinationRule(combination, lowerBounds);
            rule.interest(collector);
            combinations.add(rule);
        }
        this.interests = collector.build();
        scores.forEach(rule -> byCondition.put(rule.condition(), rule));
        combinations.forEach(rule -> byCondition.put(rule.condition(), rule));
        technical.all().forEach(rule -> byCondition.put(rule.condition(), rule));
        this.rest = technical.watchSilence() ? 0 : rest();
    }

    private long rest() {
        long fresh = news2 == null ? Long.MAX_VALUE : news2.shortestFreshness();
        for (ScoreRule score : scores) {
            fresh = Math.min(fresh, score.shortestFreshness().orElse(Long.MAX_VALUE));
        }
        return Math.min(LONGEST_REST, fresh / LOOKS_WHILE_FRESH);
    }

    private static List<SignRule> signRules(Policy policy, Interest.Collector collector) {
        List<SignRule> rules = new ArrayList<>();
        long abandonAfter = EventTime.micros(policy.abandonAfter());
        for (Limit limit : policy.limits()) {
            LimitRule rule = new LimitRule(limit, abandonAfter);
            rule.interest(collector);
            rules.add(rule);
        }
        for (TrendPolicy trend : policy.trends()) {
            for (VitalSign sign : trend.signs()) {
                collector.newest(sign);
                collector.trend(sign, trend.window());
            }
            rules.add(new TrendRule(trend));
        }
        for (BaselinePolicy baseline : policy.baselines()) {
            for (VitalSign sign : baseline.signs()) {
                collector.baseline(sign, baseline.learnOver(), baseline.leastSpread());
            }
            rules.add(new BaselineRule(baseline));
        }
        return rules;
    }

    /** What a finding says it was judged by. */
    String label() {
        return label;
    }

    TechnicalRules technical() {
        return technical;
    }

    /** Null when this policy does not watch it. */
    @Nullable Rule of(String condition) {
        return byCondition.get(condition);
    }

    /**
     * Drops what other rules had left in a lane and these do not watch: should it be watched again
     * one day, it begins anew. What was told of it is ended by the {@link Teller}.
     */
    void forgetUnwatched(Track track) {
        Lane lane = track.settled;
        if (!lane.conditions().isEmpty()
                && lane.conditions().keySet().removeIf(name -> !byCondition.containsKey(name))) {
            track.forgetCurrent();
        }
    }

    /**
     * For how long time alone changes nothing but what scores rest on, which is then told to have
     * aged so much later at most; microseconds. 0 when something is on in the lane, or was told of
     * it, or when silence is watched.
     */
    long restOf(Lane lane, Told told) {
        return lane.conditions().isEmpty() && told.findings().isEmpty() ? rest : 0;
    }

    /** Moves a lane by the next message in order. */
    void take(Lane lane, Measurement message, int scale, Announcements out) {
        if (message.at() > lane.clock) {
            letTimePass(lane, message.at(), message.fingerprint(), scale, out);
            lane.lag = message.receivedAt() - message.at();
            lane.synthetic = message.synthetic();
            lane.clock = message.at();
        }
        Judged judged = gate.judge(lane.quality, message.asReading());
        out.judged(message, judged);
        List<VitalValue> counting = judged.counting();
        for (VitalValue value : counting) {
            remember(lane, value, message);
        }
        for (SameSigns same : bySigns) {
            look(same, lane, counting, message, scale, out);
        }
        if (news2 != null) {
            boolean moved = false;
            for (VitalValue value : counting) {
                moved |= news2.takeInput(lane, value, message);
            }
            if (moved) {
                news2.onInputs(lane, message.fingerprint(), scale, out);
            }
        }
        for (ScoreRule score : scores) {
            score.onMessage(lane, message.fingerprint(), scale, out);
        }
        for (CombinationRule combination : combinations) {
            combination.onMessage(lane, message.fingerprint(), scale, out);
        }
        technical.onMessage(lane, message, judged, out);
        for (VitalValue value : counting) {
            learn(lane, value, message, scale);
            lane.rhythms.note(value.sign().number(), message.at());
        }
        lane.rhythms.note(Rhythms.ANY, lane.clock);
    }

    /** Lets event time pass in a lane without a message. */
    void letTimePass(Lane lane, long until, long cause, int scale, Announcements out) {
        if (lane.conditions().isEmpty()) {
            return;
        }
        for (LimitRule limit : believers) {
            limit.letTimePass(lane, until, cause, scale, out);
        }
        if (news2 != null) {
            news2.letTimePass(lane, until, cause, scale, out);
        }
        for (ScoreRule score : scores) {
            score.letTimePass(lane, until, cause, scale, out);
        }
    }

    /** Tells the scores that say something new. */
    void tellScores(Lane lane, Told told, boolean anyway, Cause cause, Outcome outcome) {
        long at = Math.max(lane.clock, told.agedTo);
        if (news2 != null) {
            news2.tell(lane, told, at, anyway, cause, outcome);
        }
        for (ScoreRule score : scores) {
            score.tell(lane, told, at, anyway, cause, outcome);
        }
    }

    /** Ends what is on of signs that are not measured any more. */
    void endSilent(Lane lane, long now, long cause, int scale, Announcements out) {
        for (String condition : List.copyOf(lane.conditions().keySet())) {
            Rule rule = of(condition);
            ConditionState state = lane.condition(condition);
            if (rule != null && state != null && isSilent(state, rule, now)) {
                rule.abandon(lane, state.lastAt() + rule.abandonAfter(), cause, out, scale);
            }
        }
    }

    boolean anySilent(Lane lane, long now) {
        for (Map.Entry<String, ConditionState> entry : lane.conditions().entrySet()) {
            Rule rule = of(entry.getKey());
            if (rule != null && isSilent(entry.getValue(), rule, now)) {
                return true;
            }
        }
        return false;
    }

    /** Ends whatever is on, as there is nothing more to come in this lane. */
    void close(Lane lane, long cause, int scale, Announcements out) {
        for (String condition : List.copyOf(lane.conditions().keySet())) {
            Rule rule = of(condition);
            if (rule != null) {
                rule.abandon(lane, lane.clock, cause, out, scale);
            }
        }
    }

    private static boolean isSilent(ConditionState state, Rule rule, long now) {
        return state.isOn() && now - state.lastAt() >= rule.abandonAfter();
    }

    private void remember(Lane lane, VitalValue value, Measurement message) {
        Interest interest = interests[value.sign().number()];
        if (!interest.isNone() && message.at() > lane.rhythms.lastAt(value.sign().number())) {
            lane.signs
                    .own(value.sign())
                    .take(interest, message.at(), value.value(), message.messageId());
        }
    }

    private void learn(Lane lane, VitalValue value, Measurement message, int scale) {
        Interest interest = interests[value.sign().number()];
        if (!interest.baselines().isEmpty()
                && message.at() > lane.rhythms.lastAt(value.sign().number())) {
            lane.signs
                    .own(value.sign())
                    .learn(interest, message.at(), value.value(), isIll(lane, value.sign(), scale));
        }
    }

    /** Whether a condition of the sign is on, or one of the patient that must be looked at. */
    private boolean isIll(Lane lane, VitalSign sign, int scale) {
        for (Map.Entry<String, ConditionState> entry : lane.conditions().entrySet()) {
            Rule rule = entry.getValue().isOn() ? of(entry.getKey()) : null;
            if (rule instanceof SignRule ofSigns) {
                if (ofSigns.signs().contains(sign)) {
                    return true;
                }
            } else if (rule != null && !rule.isTechnical()) {
                int depth = Math.min(entry.getValue().depth(), rule.timing(scale).steps());
                if (rule.priority(depth, scale).compareTo(Priority.MEDIUM) >= 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void look(
            SameSigns same,
            Lane lane,
            List<VitalValue> counting,
            Measurement message,
            int scale,
            Announcements out) {
        for (int rank = 0; rank < same.signs().size(); rank++) {
            VitalSign sign = same.signs().get(rank);
            for (VitalValue value : counting) {
                if (value.sign() == sign) {
                    for (SignRule rule : same.rules()) {
                        rule.onValue(lane, rank, value.value(), message, scale, out);
                    }
                    return;
                }
            }
        }
    }
}
