package org.vitalwire.ingest.score;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.vitalwire.ingest.vitals.QuerySettings;
import org.vitalwire.ingest.vitals.TimeRange;
import org.vitalwire.kit.web.ApiProblem;

/**
 * What a caller asks of a score's history, checked.
 *
 * <p>Refusals are 400 problems: {@code BAD_LIMIT}, {@code BAD_AFTER}, and those of {@link
 * TimeRange}.
 *
 * @param limit most points of the page
 * @param after where the page before ended
 */
record ScoreHistoryRequest(String score, TimeRange range, int limit, ScorePlace after) {

    /** A day of a score that is told once a minute, and a little. */
    private static final int USUAL_POINTS = 1_500;

    private static final int MOST_POINTS = 5_000;

    static ScoreHistoryRequest of(
            String score,
            @Nullable String from,
            @Nullable String to,
            @Nullable String limit,
            @Nullable String after,
            Instant now,
            QuerySettings settings) {
        return new ScoreHistoryRequest(
                score,
                TimeRange.of(from, to, now, settings.defaultRange(), settings.longestRange()),
                limit(limit),
                after == null
                        ? ScorePlace.START
                        : ScorePlace.ofText(after)
                                .orElseThrow(() ->
                                        bad(
                                                "BAD_AFTER",
                                                "'after' must be the 'next' of a page before.")));
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return USUAL_POINTS;
        }
        try {
            int limit = Integer.parseInt(text.strip());
            if (limit >= 1 && limit <= MOST_POINTS) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // not a number is as bad as one out of range
        }
        throw bad("BAD_LIMIT", "'limit' must be a number from 1 to %d.".formatted(MOST_POINTS));
    }

    private static ApiProblem bad(String code, String detail) {
        return new ApiProblem(HttpStatus.BAD_REQUEST, code, detail);
    }
}
