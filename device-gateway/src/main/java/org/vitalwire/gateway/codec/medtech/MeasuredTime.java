package org.vitalwire.gateway.codec.medtech;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import org.vitalwire.gateway.codec.IsoInstant;

/**
 * Times as MedTech's devices write them: ISO-8601, with a blank for the T if need be. A time
 * without a zone is nobody's, unless the mapping says whose.
 */
final class MeasuredTime {

    private static final int DATE_LENGTH = 10;

    private MeasuredTime() {}

    /** Microseconds since 1970. */
    static OptionalLong parse(String text, Optional<ZoneId> zone) {
        String iso = text.strip();
        if (iso.length() > DATE_LENGTH && iso.charAt(DATE_LENGTH) == ' ') {
            iso = iso.substring(0, DATE_LENGTH) + "T" + iso.substring(DATE_LENGTH + 1);
        }
        long micros = IsoInstant.parseMicros(iso);
        if (micros != IsoInstant.INVALID) {
            return OptionalLong.of(micros);
        }
        try {
            return OptionalLong.of(micros(OffsetDateTime.parse(iso).toInstant()));
        } catch (DateTimeException e) {
            return zone.isEmpty() ? OptionalLong.empty() : local(iso, zone.get());
        }
    }

    private static OptionalLong local(String iso, ZoneId zone) {
        try {
            return OptionalLong.of(micros(LocalDateTime.parse(iso).atZone(zone).toInstant()));
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
