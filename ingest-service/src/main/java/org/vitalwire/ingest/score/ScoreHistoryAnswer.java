package org.vitalwire.ingest.score;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.event.Score;
import org.vitalwire.ingest.vitals.TimeRange;

/**
 * A score over time: what it was worth each time when it was made.
 *
 * @param points in the order of measured time
 * @param next what to give as {@code after} for the next page; null on the last one
 */
public record ScoreHistoryAnswer(
        String patientId,
        String score,
        Instant from,
        Instant to,
        List<Point> points,
        @Nullable String next) {

    /**
     * @param total null unless every input was there and fresh: a part is no total
     * @param risk by the total, else by the lower bound; null where the table says nothing of it
     * @param scale the NEWS2 SpO2 scale, 1 or 2; null of other scores
     * @param edition of the published table; null of NEWS2
     * @param ageRange whose bands were used; null where age does not change them
     * @param refusal why nothing was scored; null where it was
     * @param retrospective whether it was made of data that came late
     */
    public record Point(
            Instant measuredAt,
            @Nullable Integer total,
            int lowerBound,
            int upperBound,
            boolean complete,
            @Nullable String risk,
            @Nullable Integer scale,
            @Nullable String edition,
            @Nullable String ageRange,
            Score.@Nullable Refusal refusal,
            boolean retrospective,
            boolean synthetic,
            List<Component> components) {

        static Point of(Score score) {
            Instant then = score.measuredAt();
            Score.Assessment worth = score.asOf(then);
            return new Point(
                    then,
                    worth.total().isPresent() ? worth.total().getAsInt() : null,
                    worth.lowerBound(),
                    worth.upperBound(),
                    worth.isComplete(),
                    score.riskOf(worth).orElse(null),
                    score.spo2Scale() == 0 ? null : score.spo2Scale(),
                    score.table().map(Score.Table::edition).orElse(null),
                    score.table().flatMap(Score.Table::ageRange).orElse(null),
                    score.refusal().orElse(null),
                    score.retrospective(),
                    score.synthetic(),
                    score.components().stream().map(part -> Component.of(part, then)).toList());
        }
    }

    /**
     * One parameter. Of a missing one only name and {@code maxPoints} are told.
     *
     * @param value a number, or a word such as {@code air} or {@code V}
     * @param input what was measured, where the name does not say; else null
     * @param maxPoints the most that it can give: what its absence may hide
     * @param ageSeconds how old the input was when the score was made
     */
    public record Component(
            String name,
            @Nullable Object value,
            @Nullable String unit,
            @Nullable String input,
            @Nullable Integer points,
            int maxPoints,
            @Nullable Long ageSeconds,
            boolean missing) {

        static Component of(Score.Component component, Instant then) {
            Optional<Score.Input> fresh =
                    component.input().filter(input -> then.isBefore(input.validUntil()));
            if (fresh.isEmpty()) {
                return new Component(
                        component.name(),
                        null,
                        null,
                        null,
                        null,
                        component.maxPoints(),
                        null,
                        true);
            }
            Score.Input input = fresh.get();
            ShownInput shown = ShownInput.of(component, input);
            return new Component(
                    component.name(),
                    shown.value(),
                    shown.unit(),
                    input.input().orElse(null),
                    input.points(),
                    component.maxPoints(),
                    ScoreAnswer.age(input.measuredAt(), then),
                    false);
        }
    }

    static ScoreHistoryAnswer of(
            String patientId, ScoreHistoryRequest request, List<ScoreStore.Kept> kept) {
        boolean more = kept.size() > request.limit();
        List<ScoreStore.Kept> page = more ? kept.subList(0, request.limit()) : kept;
        TimeRange range = request.range();
        return new ScoreHistoryAnswer(
                patientId,
                request.score(),
                range.from(),
                range.to(),
                page.stream().map(ScoreStore.Kept::score).map(Point::of).toList(),
                more ? page.getLast().place().text() : null);
    }
}
