package org.vitalwire.analytics.evaluation;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.news2.Freshness;
import org.vitalwire.analytics.news2.Input;
import org.vitalwire.analytics.news2.Inputs;
import org.vitalwire.analytics.news2.News2;
import org.vitalwire.analytics.news2.News2Table;
import org.vitalwire.analytics.news2.Slot;
import org.vitalwire.analytics.score.Features;
import org.vitalwire.analytics.score.Measured;
import org.vitalwire.analytics.score.ScoreDefinition;
import org.vitalwire.analytics.score.ScoreEngine;
import org.vitalwire.analytics.score.ScoreTables;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * A score as it is usually published: every hour on the last charted values however old, what was
 * never charted gives no points, no delay, no hysteresis. What a policy is compared with.
 */
abstract class ReferenceScore {

    /** A value in a chart never grows too old. */
    private static final Duration FOR_EVER = Duration.ofDays(3650);

    /** In the order of the report. */
    static final List<ReferenceScore> ALL =
            List.of(
                    new OfNews2(),
                    new OfTable("SIRS", "sirs", 4, 2, 3),
                    new OfTable("MEWS", "mews", 14, 4, 5),
                    new OfTable("qSOFA", "qsofa", 3, 2),
                    new HoursSinceAdmission());

    private final String name;
    private final int highest;
    private final List<Integer> shown;

    /**
     * @param highest threshold worth looking at
     * @param shown thresholds that have a row of their own in the report
     */
    ReferenceScore(String name, int highest, int... shown) {
        this.name = name;
        this.highest = highest;
        this.shown = Arrays.stream(shown).boxed().toList();
    }

    final String name() {
        return name;
    }

    final int highest() {
        return highest;
    }

    final List<Integer> shown() {
        return shown;
    }

    /** Of each hour of the chart. */
    abstract int[] score(HourlyChart chart);

    private static final class OfNews2 extends ReferenceScore {

        private final News2 news2;

        OfNews2() {
            super("NEWS2", 12, 5, 7);
            Map<Slot, Duration> freshness = new EnumMap<>(Slot.class);
            for (Slot slot : Slot.values()) {
                freshness.put(slot, FOR_EVER);
            }
            this.news2 = new News2(News2Table.published(), new Freshness(freshness));
        }

        @Override
        int[] score(HourlyChart chart) {
            int[] scores = new int[chart.hours()];
            for (int hour = 0; hour < scores.length; hour++) {
                Inputs inputs = new Inputs();
                for (VitalSign sign : chart.signs()) {
                    Slot slot = Slot.of(sign);
                    double value = chart.value(hour, sign);
                    if (slot != null && !Double.isNaN(value)) {
                        double charted = sign.entry().roundToResolution(value);
                        inputs.put(slot, new Input(sign, charted, 0, ""));
                    }
                }
                scores[hour] = news2.score(inputs, 1, 0).lowerBound();
            }
            return scores;
        }
    }

    private static final class OfTable extends ReferenceScore {

        private final ScoreEngine engine;

        OfTable(String name, String table, int highest, int... shown) {
            super(name, highest, shown);
            ScoreDefinition definition = ScoreTables.shipped().find(table).orElseThrow();
            Map<String, Duration> freshness = new HashMap<>();
            definition.inputs().forEach(input -> freshness.put(input, FOR_EVER));
            this.engine = new ScoreEngine(definition, freshness);
        }

        @Override
        int[] score(HourlyChart chart) {
            int[] scores = new int[chart.hours()];
            for (int hour = 0; hour < scores.length; hour++) {
                scores[hour] = engine.score(new Row(chart, hour), Optional.empty(), 0).lowerBound();
            }
            return scores;
        }
    }

    /** One hour of a chart; all of it counts as measured in that hour. */
    private record Row(HourlyChart chart, int hour) implements Features {

        @Override
        public @Nullable Measured level(VitalSign sign) {
            return measured(chart.value(hour, sign));
        }

        @Override
        public @Nullable Measured declared(String input) {
            return input.equals("white-cells") ? measured(chart.whiteCells(hour)) : null;
        }

        private static @Nullable Measured measured(double value) {
            return Double.isNaN(value) ? null : new Measured(value, EventTime.ofMillis(0), "");
        }
    }

    /**
     * The leak: how long the patient is here says more of a sepsis than any of the scores, and
     * nothing of the patient. No rule may use it or what stands for it.
     */
    private static final class HoursSinceAdmission extends ReferenceScore {

        HoursSinceAdmission() {
            super("Hours since admission (leak)", 120);
        }

        @Override
        int[] score(HourlyChart chart) {
            int[] scores = new int[chart.hours()];
            Arrays.setAll(scores, hour -> hour);
            return scores;
        }
    }
}
