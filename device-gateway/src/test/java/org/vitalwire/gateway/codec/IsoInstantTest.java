package org.vitalwire.gateway.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsoInstantTest {

    @Test
    void agreesWithJavaTimeOnAnyInstant() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            Instant instant =
                    Instant.ofEpochSecond(
                            random.nextLong(-60_000_000_000L, 200_000_000_000L),
                            random.nextInt(1_000_000_000));
            ZoneOffset offset = ZoneOffset.ofTotalSeconds(random.nextInt(-1_080, 1_081) * 60);
            String text = OffsetDateTime.ofInstant(instant, offset).toString();
            if (text.length() < 19 || text.charAt(16) != ':') {
                continue; // java.time leaves seconds out that are zero
            }
            // Cut, not rounded, before 1970 too.
            long expected = instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;

            assertThat(IsoInstant.parseMicros(text)).as(text).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2026-11-22",
                "2026-11-22T10:00:00",
                "2026-11-22T10:00Z",
                "2026-11-22 10:00:00Z",
                "2026-02-29T10:00:00Z",
                "2100-02-29T10:00:00Z",
                "2026-13-01T10:00:00Z",
                "2026-00-01T10:00:00Z",
                "2026-11-31T10:00:00Z",
                "2026-11-22T24:00:00Z",
                "2026-11-22T10:60:00Z",
                "2026-11-22T10:00:60Z",
                "2026-11-22T10:00:00.Z",
                "2026-11-22T10:00:00.0000000001Z",
                "2026-11-22T10:00:00+25:00",
                "2026-11-22T10:00:00+01",
                "2026-11-22T10:00:00Z ",
                "2026-11-22T10:00:00ZZ",
                "2O26-11-22T10:00:00Z",
                "-026-11-22T10:00:00Z",
                "2026-11-22T10:00:00.12e4Z",
                "1763805600000"
            })
    void whatIsNoInstantIsRefused(String text) {
        assertThat(IsoInstant.parseMicros(text)).isEqualTo(IsoInstant.INVALID);
    }

    @Test
    void aLeapDayIsADay() {
        assertThat(IsoInstant.parseMicros("2024-02-29T00:00:00Z"))
                .isEqualTo(Instant.parse("2024-02-29T00:00:00Z").getEpochSecond() * 1_000_000);
    }
}
