package org.vitalwire.analytics.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.vitalwire.contracts.vitals.CatalogueEntry.Kind;
import org.vitalwire.contracts.vitals.VitalSign;

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
     * @param known what can be scored
     */
    static List<ScorePolicy> read(Fields policy, Conditions conditions, Set<String> known) {
        List<ScorePolicy> scores = new ArrayList<>();
        for (Fields entry : policy.objects("scores")) {
            score(entry, conditions, known).ifPresent(scores::add);
        }
        return scores;
    }

    private static Optional<ScorePolicy> score(
            Fields entry, Conditions conditions, Set<String> known) {
        int before = entry.problems();
        String score = entry.text("score");
        if (score.equals("news2")) {
            entry.problem("score", "news2 has its own place in a policy: the field news2");
        } else if (!score.isEmpty() && !known.contains(score)) {
            entry.problem("score", score + " is not known; known are " + new TreeSet<>(known));
        } else {
            conditions.declare(entry, "score", score);
        }
        Map<VitalSign, Duration> freshness = new EnumMap<>(VitalSign.class);
        entry.object("freshness").ifPresent(table -> freshness.putAll(freshness(table)));
        Duration median = entry.wait("median", Duration.ZERO);
        if (median.compareTo(LONGEST_MEDIAN) > 0) {
            entry.problem("median", "must not be longer than an hour");
        }
        List<Depth> bands = Depth.read(entry, "bands", "atLeast", 1, MOST_POINTS, false);
        if (bands.stream().anyMatch(band -> band.threshold() != Math.rint(band.threshold()))) {
            entry.problem("bands", "must be of whole points");
        }
        Timing timing = Timing.read(entry, USUAL);
        Duration rescoreEvery = entry.positive("rescoreEvery", USUAL_RESCORE);
        Duration abandonAfter = entry.positive("abandonAfter", USUAL_ABANDON);
        entry.nothingElse();
        return entry.problems() > before
                ? Optional.empty()
                : Optional.of(
                        new ScorePolicy(
                                score,
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

    private static Map<VitalSign, Duration> freshness(Fields table) {
        Map<VitalSign, Duration> freshness = new EnumMap<>(VitalSign.class);
        for (String name : table.names()) {
            Optional<VitalSign> sign =
                    VitalSign.ofCode(name).filter(s -> s.entry().kind() != Kind.WAVEFORM);
            if (sign.isEmpty()) {
                table.problem(name, "is not a measured vital sign");
            } else {
                freshness.put(sign.get(), table.positive(name));
            }
        }
        return freshness;
    }
}
