package org.vitalwire.ingest.vitals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ingest.store.Grain;
import org.vitalwire.kit.web.ApiProblem;

/**
 * What a caller asks for, checked.
 *
 * @param from inclusive
 * @param to exclusive
 * @param points at most so many for each sign
 */
record SeriesRequest(List<VitalSign> signs, Instant from, Instant to, int points, Method method) {

    static final int MOST_POINTS = 5_000;

    /** What becomes of more values than points. */
    enum Method {
        /** Each point sums up a stretch of time. */
        BUCKETS,
        /** Each point is a measured value; together they keep the curve's shape. */
        LTTB
    }

    static SeriesRequest of(
            @Nullable String signs,
            @Nullable String from,
            @Nullable String to,
            @Nullable String points,
            @Nullable String method,
            Instant now,
            QuerySettings settings) {
        Method chosen = method(method);
        TimeRange range =
                TimeRange.of(
                        from,
                        to,
                        now,
                        settings.defaultRange(),
                        switch (chosen) {
                            case BUCKETS -> settings.longestRolledUpRange();
                            case LTTB -> settings.longestRange();
                        });
        return new SeriesRequest(
                SignsParameter.list(signs == null ? "" : signs),
                range.from(),
                range.to(),
                points(points),
                chosen);
    }

    private static Method method(@Nullable String text) {
        if (text == null || text.equals("buckets")) {
            return Method.BUCKETS;
        }
        if (text.equals("lttb")) {
            return Method.LTTB;
        }
        throw bad("BAD_METHOD", "'method' must be buckets or lttb.");
    }

    private static int points(@Nullable String text) {
        if (text == null) {
            return 300;
        }
        try {
            int points = Integer.parseInt(text.strip());
            if (points >= 1 && points <= MOST_POINTS) {
                return points;
            }
        } catch (NumberFormatException e) {
            // not a number is as bad as one out of range
        }
        throw bad("BAD_POINTS", "'points' must be a number from 1 to %d.".formatted(MOST_POINTS));
    }

    /** From what buckets are read: the coarsest that the asked number of points allows. */
    Grain grain() {
        long micros = finestWidth();
        for (Grain grain : List.of(Grain.HOUR, Grain.MINUTE)) {
            if (micros >= grain.step().toNanos() / 1_000) {
                return grain;
            }
        }
        return Grain.RAW;
    }

    /** Where the first bucket begins: at the whole minute or hour where it is read from those. */
    Instant origin() {
        return grain() == Grain.RAW ? from : grain().floor(from);
    }

    /**
     * Of a bucket, so that there are at most {@code points} of them: whole microseconds, minutes or
     * hours.
     */
    Duration bucketWidth() {
        if (grain() == Grain.RAW) {
            return Duration.ofNanos(finestWidth() * 1_000);
        }
        long steps =
                Math.ceilDiv(Duration.between(origin(), to).toNanos(), grain().step().toNanos());
        return grain().step().multipliedBy(Math.ceilDiv(steps, points));
    }

    /** Of as many stretches as there are points; microseconds. */
    long finestWidth() {
        return Math.max(1, Math.ceilDiv(Duration.between(from, to).toNanos() / 1_000, points));
    }

    private static ApiProblem bad(String code, String detail) {
        return new ApiProblem(HttpStatus.BAD_REQUEST, code, detail);
    }
}
