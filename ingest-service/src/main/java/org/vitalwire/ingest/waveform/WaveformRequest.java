package org.vitalwire.ingest.waveform;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.vitalwire.contracts.vitals.CatalogueEntry;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ingest.store.DevicePeriod;
import org.vitalwire.kit.web.ApiProblem;

/**
 * Which wave a caller asks for, checked.
 *
 * @param from inclusive
 * @param to exclusive
 */
record WaveformRequest(VitalSign sign, Instant from, Instant to) {

    static WaveformRequest of(
            @Nullable String sign,
            @Nullable String from,
            @Nullable String to,
            Instant now,
            WaveformSettings settings) {
        Instant end = to == null ? now : time("to", to);
        Instant start = from == null ? end.minus(settings.defaultRange()) : time("from", from);
        if (!start.isBefore(end)) {
            throw bad("BAD_RANGE", "'from' must be before 'to'.");
        }
        if (Duration.between(start, end).compareTo(settings.longestRange()) > 0) {
            throw bad(
                    "RANGE_TOO_LONG",
                    "'from' to 'to' must be at most %d s of a wave."
                            .formatted(settings.longestRange().toSeconds()));
        }
        return new WaveformRequest(sign(sign), start, end);
    }

    private static VitalSign sign(@Nullable String code) {
        return VitalSign.ofCode(code == null ? "" : code.strip())
                .filter(sign -> sign.entry().kind() == CatalogueEntry.Kind.WAVEFORM)
                .orElseThrow(() ->
                        bad("UNKNOWN_SIGN", "'sign' must name a waveform, such as ecg-lead-ii."));
    }

    private static Instant time(String name, String text) {
        try {
            // A '+' that was not escaped in a URL arrives as a blank.
            Instant time = OffsetDateTime.parse(text.strip().replace(' ', '+')).toInstant();
            if (time.isAfter(Instant.EPOCH) && time.isBefore(DevicePeriod.OPEN_END)) {
                return time;
            }
        } catch (DateTimeException e) {
            // told below
        }
        throw bad("BAD_TIME", "'%s' must be a time such as 2026-11-22T10:00:00Z.".formatted(name));
    }

    private static ApiProblem bad(String code, String detail) {
        return new ApiProblem(HttpStatus.BAD_REQUEST, code, detail);
    }
}
