package org.vitalwire.analytics.patient;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.limit.Limit;
import org.vitalwire.analytics.news2.Input;
import org.vitalwire.analytics.news2.Slot;
import org.vitalwire.analytics.policy.Policy;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.VitalSign;

/** The rules of one policy, and how they move a lane. Immutable. */
final class Rules {

    /** Limits on the same signs: which of them was measured is found out once. */
    private record SameSigns(List<VitalSign> signs, List<LimitRule> limits) {}

    private final List<SameSigns> limits;
    private final News2Rule news2;
    private final Map<String, Rule> byCondition = new HashMap<>();
    private final List<Rule> all = new ArrayList<>();

    Rules(Policy policy) {
        long abandonAfter = EventTime.micros(policy.abandonAfter());
        Map<List<VitalSign>, List<LimitRule>> bySigns = new LinkedHashMap<>();
        for (Limit limit : policy.limits()) {
            LimitRule rule = new LimitRule(limit, abandonAfter);
            bySigns.computeIfAbsent(limit.signs(), signs -> new ArrayList<>()).add(rule);
            all.add(rule);
        }
        this.limits =
                bySigns.entrySet().stream()
                        .map(e -> new SameSigns(e.getKey(), List.copyOf(e.getValue())))
                        .toList();
        this.news2 = new News2Rule(policy.news2());
        all.add(news2);
        all.forEach(rule -> byCondition.put(rule.condition(), rule));
    }

    News2Rule news2() {
        return news2;
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
            track.current = null;
        }
    }

    /** Moves a lane by the next message in order. */
    void take(Lane lane, Measurement message, int scale, Announcements out) {
        if (message.at() > lane.clock) {
            news2.letTimePass(lane, message.at(), message.fingerprint(), scale, out);
            lane.lag = message.receivedAt() - message.at();
            lane.synthetic = message.synthetic();
            lane.clock = message.at();
        }
        for (SameSigns same : limits) {
            limits(same, lane, message, scale, out);
        }
        if (takeInputs(lane, message)) {
            news2.onInputs(lane, message.fingerprint(), scale, out);
        }
        for (VitalValue value : message.values()) {
            if (value.isScorable()) {
                lane.rhythms.note(value.sign().number(), message.at());
            }
        }
        lane.rhythms.note(Rhythms.ANY, lane.clock);
    }

    /** Lets event time pass in a lane without a message. */
    void letTimePass(Lane lane, long until, long cause, int scale, Announcements out) {
        news2.letTimePass(lane, until, cause, scale, out);
    }

    /** Ends what is on of signs that are not measured any more. */
    void endSilent(Lane lane, long now, long cause, int scale, Announcements out) {
        for (String condition : List.copyOf(lane.conditions().keySet())) {
            Rule rule = of(condition);
            if (rule != null && isSilent(lane, rule, now)) {
                long lastAt = lastAt(lane, rule);
                rule.abandon(lane, lastAt + rule.abandonAfter(), cause, out, scale);
            }
        }
    }

    boolean anySilent(Lane lane, long now) {
        for (String condition : lane.conditions().keySet()) {
            Rule rule = of(condition);
            if (rule != null && isSilent(lane, rule, now)) {
                return true;
            }
        }
        return false;
    }

    /** Ends whatever is on, as there is nothing more to come in this lane. */
    void close(Lane lane, long cause, int scale, Announcements out) {
        for (Rule rule : all) {
            rule.abandon(lane, lane.clock, cause, out, scale);
        }
    }

    private static boolean isSilent(Lane lane, Rule rule, long now) {
        var state = lane.condition(rule.condition());
        return state != null && state.isOn() && now - state.lastAt() >= rule.abandonAfter();
    }

    private static long lastAt(Lane lane, Rule rule) {
        var state = lane.condition(rule.condition());
        return state == null ? lane.clock : state.lastAt();
    }

    private static void limits(
            SameSigns same, Lane lane, Measurement message, int scale, Announcements out) {
        for (int rank = 0; rank < same.signs().size(); rank++) {
            VitalSign sign = same.signs().get(rank);
            for (VitalValue value : message.values()) {
                if (value.sign() == sign && value.isScorable()) {
                    for (LimitRule limit : same.limits()) {
                        limit.onValue(lane, rank, value.value(), message, scale, out);
                    }
                    return;
                }
            }
        }
    }

    /** Whether any was newer than what was there. */
    private static boolean takeInputs(Lane lane, Measurement message) {
        boolean moved = false;
        for (VitalValue value : message.values()) {
            Slot slot = Slot.of(value.sign());
            if (slot != null && value.isScorable()) {
                double charted = value.sign().entry().roundToResolution(value.value());
                moved |=
                        lane.inputs.put(
                                slot,
                                new Input(
                                        value.sign(), charted, message.at(), message.messageId()));
            }
        }
        return moved;
    }
}
