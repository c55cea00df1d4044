package org.vitalwire.ingest.score;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.event.Score;

/**
 * A score for what it is worth now.
 *
 * @param total null unless every input is there and fresh
 * @param risk by the total; else by the lower bound, and then {@code riskIsLowerBound}. Null where
 *     the score's table says nothing of it
 * @param scale the NEWS2 SpO2 scale, 1 or 2; null of other scores
 * @param edition of the published table; null of NEWS2
 * @param ageRange whose bands were used; null where age does not change them
 * @param refusal why nothing was scored; null where it was
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
        @Nullable String risk,
        boolean riskIsLowerBound,
        @Nullable Integer scale,
        @Nullable String edition,
        @Nullable String ageRange,
        Score.@Nullable Refusal refusal,
        Instant measuredAt,
        long ageSeconds,
        boolean retrospective,
        boolean synthetic,
        Map<String, Component> components,
        List<String> missing) {

    /**
     * @param value a number, or a word such as {@code air} or {@code V}
     * @param input what was measured, where the component's name does not say; else null
     * @param valid whether it still counts
     */
    public record Component(
            Object value,
            String unit,
            @Nullable String input,
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
                score.riskOf(worth).orElse(null),
                !worth.isComplete(),
                score.spo2Scale() == 0 ? null : score.spo2Scale(),
                score.table().map(Score.Table::edition).orElse(null),
                score.table().flatMap(Score.Table::ageRange).orElse(null),
                score.refusal().orElse(null),
                score.measuredAt(),
                age(score.measuredAt(), now),
                score.retrospective(),
                score.synthetic(),
                components,
                worth.missing());
    }

    private static Component component(Score.Component component, Score.Input input, Instant now) {
        ShownInput shown = ShownInput.of(component, input);
        return new Component(
                shown.value(),
                shown.unit(),
                input.input().orElse(null),
                input.points(),
                age(input.measuredAt(), now),
                input.measuredAt(),
                now.isBefore(input.validUntil()));
    }

    static long age(Instant measured, Instant now) {
        return Math.max(0, Duration.between(measured, now).toSeconds());
    }
}
