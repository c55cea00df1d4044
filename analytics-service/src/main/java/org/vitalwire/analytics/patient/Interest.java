package org.vitalwire.analytics.patient;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * What the rules of a policy ask of one sign: only that is remembered of it.
 *
 * @param newest whether the newest value is
 * @param medians windows
 * @param trends windows
 * @param baselines how long the usual is learnt over, and the least spread that is taken for one
 */
record Interest(
        boolean newest,
        Set<Duration> medians,
        Set<Duration> trends,
        Map<Duration, Double> baselines) {

    static final Interest NONE = new Interest(false, Set.of(), Set.of(), Map.of());

    Interest {
        medians = Set.copyOf(medians);
        trends = Set.copyOf(trends);
        baselines = Map.copyOf(baselines);
    }

    boolean isNone() {
        return !newest && medians.isEmpty() && trends.isEmpty() && baselines.isEmpty();
    }

    /** Collects what the rules ask for. */
    static final class Collector {

        private final Map<VitalSign, Draft> drafts = new TreeMap<>();

        private static final class Draft {
            private boolean newest;
            private final Set<Duration> medians = new HashSet<>();
            private final Set<Duration> trends = new HashSet<>();
            private final Map<Duration, Double> baselines = new TreeMap<>();
        }

        void newest(VitalSign sign) {
            draft(sign).newest = true;
        }

        void median(VitalSign sign, Duration window) {
            draft(sign).medians.add(window);
        }

        void trend(VitalSign sign, Duration window) {
            draft(sign).trends.add(window);
        }

        /** Of two that differ in the least spread the smaller one is learnt with. */
        void baseline(VitalSign sign, Duration learnOver, double leastSpread) {
            draft(sign).baselines.merge(learnOver, leastSpread, Math::min);
        }

        /** By number of the sign. */
        Interest[] build() {
            int highest = 0;
            for (VitalSign sign : VitalSign.values()) {
                highest = Math.max(highest, sign.number());
            }
            Interest[] interests = new Interest[highest + 1];
            Arrays.fill(interests, NONE);
            drafts.forEach((sign, draft) ->
                    interests[sign.number()] =
                            new Interest(
                                    draft.newest, draft.medians, draft.trends, draft.baselines));
            return interests;
        }

        private Draft draft(VitalSign sign) {
            return drafts.computeIfAbsent(sign, s -> new Draft());
        }
    }
}
