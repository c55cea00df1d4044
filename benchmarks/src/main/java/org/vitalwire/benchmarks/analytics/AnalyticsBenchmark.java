package org.vitalwire.benchmarks.analytics;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.news2.Freshness;
import org.vitalwire.analytics.news2.Input;
import org.vitalwire.analytics.news2.Inputs;
import org.vitalwire.analytics.news2.News2;
import org.vitalwire.analytics.news2.News2Table;
import org.vitalwire.analytics.news2.Slot;
import org.vitalwire.analytics.policy.Policy;
import org.vitalwire.analytics.policy.PolicyReader;
import org.vitalwire.analytics.policy.ShippedPolicies;
import org.vitalwire.analytics.score.Measured;
import org.vitalwire.analytics.score.NewestValues;
import org.vitalwire.analytics.score.ScoreDefinition;
import org.vitalwire.analytics.score.ScoreEngine;
import org.vitalwire.analytics.score.ScoreTable;
import org.vitalwire.analytics.score.ScoreTables;
import org.vitalwire.contracts.vitals.VitalSign;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Measures what analytics costs on one thread, and prints Markdown. */
public final class AnalyticsBenchmark {

    /** As many as the service keeps decoded of six partitions with a heap of 1 GB, as here. */
    private static final int DECODED = 6 * 2_184;

    private static final int READINGS = 40_000;
    private static final int SCORES = 400_000;
    private static final long NOW = EventTime.micros(Instant.parse("2026-11-23T08:00:00Z"));

    private AnalyticsBenchmark() {}

    public static void main(String[] arguments) {
        System.out.printf(
                Locale.ROOT,
                "JVM %s, %d processors; CPU time of one thread, median (least - most) of 9 rounds"
                        + " after 5.%n%n",
                Runtime.version(),
                Runtime.getRuntime().availableProcessors());
        System.out.println("| one score | ns |");
        System.out.println("|---|--:|");
        scoreRow("NEWS2, seven inputs", news2());
        for (ScoreDefinition definition : ScoreTables.shipped().all()) {
            if (definition instanceof ScoreTable) {
                scoreRow(definition.score(), table(definition));
            }
        }
        System.out.println();
        System.out.println("| a reading of six values, bytes to bytes | us | state, bytes |");
        System.out.println("|---|--:|--:|");
        Policy ward = ShippedPolicies.WARD_ADULT.policy();
        double hundred =
                path("ward-adult, 100 patients at 1/s, states kept decoded", ward, 100, DECODED);
        path("the same, states from bytes", ward, 100, 0);
        double thousand = path("ward-adult, 1,000 patients at 0.1/s", ward, 1_000, DECODED);
        path("ward-adult, 10,000 patients at 0.01/s", ward, 10_000, DECODED);
        double one = path("1 limit, 100 patients at 1/s", limits(1), 100, DECODED);
        double many = path("100 limits, 100 patients at 1/s", limits(100), 100, DECODED);
        System.out.printf(
                Locale.ROOT,
                "%nTen times the patients at the same total rate: %.2f times the CPU. 100 rules in"
                        + " place of 1: %.2f times.%n",
                thousand / hundred,
                many / one);
    }

    private static double path(String name, Policy policy, int patients, int decoded) {
        Ward ward = new Ward(policy, patients, 100, decoded);
        byte[][][] prepared = new byte[1][][];
        long[] first = new long[1];
        Cost cost =
                Cost.of(
                        READINGS,
                        () -> {
                            first[0] = ward.turn();
                            prepared[0] = ward.next(READINGS);
                        },
                        operations -> ward.evaluate(prepared[0], first[0]));
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f (%.1f - %.1f) | %.0f |%n",
                name,
                cost.median() / 1_000,
                cost.least() / 1_000,
                cost.most() / 1_000,
                ward.stateSize());
        return cost.median();
    }

    private static void scoreRow(String name, Cost cost) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %.0f (%.0f - %.0f) |%n",
                name,
                cost.median(),
                cost.least(),
                cost.most());
    }

    private static Cost news2() {
        Map<Slot, Duration> valid = new EnumMap<>(Slot.class);
        Inputs inputs = new Inputs();
        double[] values = {22, 93, 2, 28, 105, 110, 115, 114, 0, 38.4};
        for (Slot slot : Slot.values()) {
            valid.put(slot, Duration.ofHours(1));
            VitalSign sign = VitalSign.ofCode(slot.code()).orElseThrow();
            inputs.put(slot, new Input(sign, values[slot.index()], NOW, "m"));
        }
        News2 news2 = new News2(News2Table.published(), new Freshness(valid));
        return Cost.of(
                SCORES,
                () -> {},
                operations -> {
                    long sum = 0;
                    for (int i = 0; i < operations; i++) {
                        sum += news2.score(inputs, 1 + (i & 1), NOW + i).lowerBound();
                    }
                    return sum;
                });
    }

    private static Cost table(ScoreDefinition definition) {
        ScoreEngine engine = new ScoreEngine(definition);
        NewestValues values = new NewestValues();
        for (VitalSign sign : VitalSign.values()) {
            double value = (sign.entry().low() + sign.entry().high()) / 2;
            values.put(sign, new Measured(value, NOW, "m"));
        }
        Optional<java.time.LocalDate> bornOn = Optional.of(java.time.LocalDate.of(2020, 1, 1));
        Optional<java.time.LocalDate> used =
                definition.score().equals("bedside-pews") ? bornOn : Optional.empty();
        return Cost.of(
                SCORES,
                () -> {},
                operations -> {
                    long sum = 0;
                    for (int i = 0; i < operations; i++) {
                        sum += engine.score(values, used, NOW + i).lowerBound();
                    }
                    return sum;
                });
    }

    /** Limits on four signs in turn, each of two steps, none of which is ever reached. */
    private static Policy limits(int count) {
        String[] signs = {"heart-rate", "respiratory-rate", "spo2", "temperature"};
        double[] beyond = {180, 60, 40, 41};
        ObjectNode policy = (ObjectNode) ShippedPolicies.WARD_ADULT.document();
        ObjectNode pattern = (ObjectNode) policy.get("limits").get(0).deepCopy();
        pattern.remove("stepsOnScale2");
        ArrayNode all = JsonMapper.shared().createArrayNode();
        for (int i = 0; i < count; i++) {
            boolean low = signs[i % 4].equals("spo2");
            double depth = beyond[i % 4] + (low ? -1 : 1) * (i / 4) / 10.0;
            ObjectNode limit = pattern.deepCopy();
            limit.put("condition", "limit-" + i);
            limit.put("direction", low ? "below" : "above");
            limit.set("signs", JsonMapper.shared().createArrayNode().add(signs[i % 4]));
            ArrayNode steps = limit.putArray("steps");
            steps.addObject().put("beyond", depth).put("delay", "PT15S").put("priority", "medium");
            limit.remove("spotSigns");
            all.add(limit);
        }
        policy.set("limits", all);
        policy.remove("technical");
        return PolicyReader.read("limits", policy);
    }
}
