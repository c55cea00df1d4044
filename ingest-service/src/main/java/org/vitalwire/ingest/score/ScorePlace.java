package org.vitalwire.ingest.score;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a page of a score's history ended.
 *
 * @param time measured, to the microsecond
 * @param revision of the scores of one measured time the order of their making
 */
record ScorePlace(Instant time, long revision) {

    /** Before everything. */
    static final ScorePlace START = new ScorePlace(Instant.EPOCH.minusSeconds(3_155_760_000L), 0);

    /** What is given as {@code after}: {@code 2026-11-22T10:00:00.123456Z_42}. */
    String text() {
        return time + "_" + revision;
    }

    /** Empty for what {@link #text} never gave. */
    static Optional<ScorePlace> ofText(String text) {
        int end = text.lastIndexOf('_');
        if (end < 0) {
            return Optional.empty();
        }
        try {
            Instant time = Instant.parse(text.substring(0, end));
            long revision = Long.parseLong(text.substring(end + 1));
            return time.isBefore(START.time())
                            || time.isAfter(Instant.EPOCH.plusSeconds(32_503_680_000L))
                    ? Optional.empty()
                    : Optional.of(new ScorePlace(time, revision));
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
