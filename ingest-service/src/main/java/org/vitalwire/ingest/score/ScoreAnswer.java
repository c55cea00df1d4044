package org.vitalwire.ingest.score;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.event.Score;
import org.vitalwire.contracts.vitals.CatalogueEntry;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * A score for what it is worth now.
 *
 * @param total null unless every input is there and fresh
 * @param risk by the total; else by the lower bound, and then {@code riskIsLowerBound}
 * @param scale the NEWS2 SpO2 scale, 1 or 2
 * @param ageSeconds of the newest input
 * @param components every input there ever was, those that are too old marked invalid
 */
public record ScoreAnswer(
        String patientId,
        String score,
        @Nullable Integer total,
        boolean complete,
        int lowerBound,
        int upperBound,
        String risk,
        boolean riskIsLowerBound,
        int scale,
        Instant measuredAt,
        long ageSeconds,
        boolean retrospective,
        boolean synthetic,
        Map<String, Component> components,
        List<String> missing) {

    /**
     * @param value a number, or a word such as {@code air} or {@code V}
     * @param valid whether it still counts
     */
    public record Component(
            Object value,
            String unit,
            int points,
            long ageSeconds,
            Instant measuredAt,
            boolean valid) {}

    static ScoreAnswer of(Score score, Instant now) {
        Score.Assessment worth = score.asOf(now);
        Map<String, Component> components = new LinkedHashMap<>();
        for (Score.Component component : score.components()) {
            component
                    .input()
                    .ifPresent(input ->
                            components.put(component.name(), component(component, input, now)));
        }
        return new ScoreAnswer(
                score.patientId().value(),
                score.score(),
                worth.total().isPresent() ? worth.total().getAsInt() : null,
                worth.isComplete(),
                worth.lowerBound(),
                worth.upperBound(),
                worth.risk().code(),
                !worth.isComplete(),
                score.spo2Scale(),
                score.measuredAt(),
                age(score.measuredAt(), now),
                score.retrospective(),
                score.synthetic(),
                components,
                worth.missing());
    }

    private static Component component(Score.Component component, Score.Input input, Instant now) {
        Optional<CatalogueEntry> entry = sign(component.name()).map(VitalSign::entry);
        return new Component(
                value(component.name(), entry, input.value()),
                entry.map(CatalogueEntry::unit).orElse(""),
                input.points(),
                age(input.measuredAt(), now),
                input.measuredAt(),
                now.isBefore(input.validUntil()));
    }

    private static Object value(String name, Optional<CatalogueEntry> entry, double value) {
        if (name.equals("oxygen")) {
            return value > 0 ? "oxygen" : "air";
        }
        if (entry.isEmpty()) {
            return BigDecimal.valueOf(value);
        }
        String text = entry.get().format(value);
        return entry.get().kind() == CatalogueEntry.Kind.CODED ? text : new BigDecimal(text);
    }

    /** The royal college's "pulse" is our heart rate; the other names are those of our signs. */
    private static Optional<VitalSign> sign(String component) {
        return component.equals("pulse")
                ? Optional.of(VitalSign.HEART_RATE)
                : VitalSign.ofCode(component);
    }

    private static long age(Instant measured, Instant now) {
        return Math.max(0, Duration.between(measured, now).toSeconds());
    }
}
