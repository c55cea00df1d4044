package org.vitalwire.analytics.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.vitalwire.analytics.score.ScoreDefinition;
import org.vitalwire.analytics.score.ScoreTables;
import org.vitalwire.analytics.score.UnfilledSlot;

/** Reads when scores other than NEWS2 become findings. */
final class ScoreReader {

    /** More than any table gives. */
    private static final int MOST_POINTS = 100;

    private static final Timing USUAL =
            new Timing(Duration.ofMinutes(2), Duration.ofMinutes(5), Duration.ofMinutes(15));
    private static final Duration USUAL_RESCORE = Duration.ofMinutes(1);
    private static final Duration USUAL_ABANDON = Duration.ofHours(8);
    private static final Duration LONGEST_MEDIAN = Duration.ofHours(1);

    private ScoreReader() {}

    /**
     * @param tables what can be scored
     */
    static List<ScorePolicy> read(Fields policy, Conditions conditions, ScoreTables tables) {
        List<ScorePolicy> scores = new ArrayList<>();
        for (Fields entry : policy.objects("scores")) {
            score(entry, conditions, tables).ifPresent(scores::add);
        }
        return scores;
    }

    private static Optional<ScorePolicy> score(
            Fields entry, Conditions conditions, ScoreTables tables) {
        int before = entry.problems();
        String score = entry.text("score");
        if (score.equals("news2")) {
            entry.problem("score", "news2 has its own place in a policy: the field news2");
        } else if (!score.isEmpty()) {
            conditions.declare(entry, "score", score);
        }
        Optional<ScoreDefinition> table = tables.find(score);
        if (table.isEmpty() && !score.isEmpty() && !score.equals("news2")) {
            entry.problem("score", score + " is not known; known are " + names(tables));
        } else if (table.orElse(null) instanceof UnfilledSlot slot) {
            entry.problem("score", score + " cannot be scored: " + slot.reason());
        }
        Set<String> inputs = table.map(ScoreDefinition::inputs).orElse(Set.of());
        Map<String, Duration> freshness =
                entry.object("freshness").map(f -> freshness(f, inputs)).orElse(Map.of());
        Duration median = median(entry);
        List<Depth> bands = Depth.read(entry, "bands", "atLeast", 1, MOST_POINTS, false);
        if (bands.stream().anyMatch(band -> band.threshold() != Math.rint(band.threshold()))) {
            entry.problem("bands", "must be of whole points");
        }
        Timing timing = Timing.read(entry, USUAL);
        Duration rescoreEvery = entry.positive("rescoreEvery", USUAL_RESCORE);
        Duration abandonAfter = entry.positive("abandonAfter", USUAL_ABANDON);
        entry.nothingElse();
        return entry.problems() > before || table.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new ScorePolicy(
                                table.get(),
                                freshness,
                                median,
                                bands.stream()
                                        .map(b ->
                                                new ScorePolicy.Band(
                                                        (int) b.threshold(),
                                                        b.delay(),
                                                        b.priority()))
                                        .toList(),
                                timing.rule(Depth.delays(bands)),
                                rescoreEvery,
                                abandonAfter));
    }

    private static Map<String, Duration> freshness(Fields table, Set<String> inputs) {
        Map<String, Duration> freshness = new TreeMap<>();
        for (String name : table.names()) {
            if (inputs.contains(name)) {
                freshness.put(name, table.positive(name));
            } else {
                table.problem(name, "is not an input of this score; inputs are " + sorted(inputs));
            }
        }
        return freshness;
    }

    private static List<String> names(ScoreTables tables) {
        return tables.all().stream().map(ScoreDefinition::score).toList();
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }

    static Duration median(Fields entry) {
        Duration median = entry.wait("median", Duration.ZERO);
        if (median.compareTo(LONGEST_MEDIAN) > 0) {
            entry.problem("median", "must not be longer than an hour");
        }
        if (!median.isZero() && median.compareTo(Duration.ofSeconds(1)) < 0) {
            entry.problem("median", "must be zero, or a second at least");
        }
        return median;
    }
}
