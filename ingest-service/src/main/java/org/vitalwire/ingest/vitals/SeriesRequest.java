package org.vitalwire.ingest.vitals;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.vitalwire.contracts.vitals.CatalogueEntry;
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
record SeriesRequest(List<VitalSign> signs, Instant from, Instant to, int points) {

    static final int MOST_POINTS = 5_000;

    static SeriesRequest of(
            @Nullable String signs,
            @Nullable String from,
            @Nullable String to,
            @Nullable String points,
            Instant now,
            QuerySettings settings) {
        Instant end = to == null ? now : time("to", to);
        Instant start = from == null ? end.minus(settings.defaultRange()) : time("from", from);
        if (!start.isBefore(end)) {
            throw bad("BAD_RANGE", "'from' must be before 'to'.");
        }
        if (Duration.between(start, end).compareTo(settings.longestRange()) > 0) {
            throw bad(
                    "RANGE_TOO_LONG",
                    "'from' to 'to' must be at most %d days."
                            .formatted(settings.longestRange().toDays()));
        }
        return new SeriesRequest(signs(signs), start, end, points(points));
    }

    private static List<VitalSign> signs(@Nullable String codes) {
        List<VitalSign> signs = new ArrayList<>();
        for (String code : (codes == null ? "" : codes).split(",", -1)) {
            if (code.isBlank()) {
                continue;
            }
            VitalSign sign =
                    VitalSign.ofCode(code.strip())
                            .filter(s -> s.entry().kind() != CatalogueEntry.Kind.WAVEFORM)
                            .orElseThrow(
                                    () -> bad("UNKNOWN_SIGN", "A sign is not in the catalogue."));
            if (!signs.contains(sign)) {
                signs.add(sign);
            }
        }
        if (signs.isEmpty()) {
            throw bad("NO_SIGNS", "'signs' must name at least one sign, as in heart-rate,spo2.");
        }
        return signs;
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

    static Instant time(String name, String text) {
        try {
            // A '+' that was not escaped in a URL arrives as a blank.
            Instant time = OffsetDateTime.parse(text.strip().replace(' ', '+')).toInstant();
            if (time.isAfter(Instant.EPOCH.minus(Duration.ofDays(36_500)))
                    && time.isBefore(Instant.EPOCH.plus(Duration.ofDays(365_000)))) {
                return time;
            }
        } catch (DateTimeException e) {
            // told below
        }
        throw bad("BAD_TIME", "'%s' must be a time such as 2026-11-22T10:00:00Z.".formatted(name));
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

    private long finestWidth() {
        return Math.max(1, Math.ceilDiv(Duration.between(from, to).toNanos() / 1_000, points));
    }

    private static ApiProblem bad(String code, String detail) {
        return new ApiProblem(HttpStatus.BAD_REQUEST, code, detail);
    }
}
