package org.vitalwire.gateway.codec.hl7;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Hl7TimeTest {

    @ParameterizedTest
    @CsvSource({
        "20260301101500+0000, 2026-03-01T10:15:00Z",
        "20260301101500.250+0530, 2026-03-01T04:45:00.250Z",
        "20260301101500.1234-0800, 2026-03-01T18:15:00.123400Z",
        "202603011015-0030, 2026-03-01T10:45:00Z",
        "20260301101500Z, 2026-03-01T10:15:00Z",
        // Without an offset: Berlin, in winter and in summer.
        "20260301101500, 2026-03-01T09:15:00Z",
        "202607011015, 2026-07-01T08:15:00Z",
        // Twice in that night: the earlier one.
        "20261025023000, 2026-10-25T00:30:00Z",
    })
    void readsWhatMonitorsSend(String text, Instant expected) {
        long micros = Hl7Time.parseMicros(text, ZoneId.of("Europe/Berlin"));

        assertThat(Instant.ofEpochSecond(0, micros * 1_000)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "Z",
                "2026",
                "20260301",
                "2026030110",
                "20260229101500",
                "20260301241500",
                "20260301101560",
                "20260301101500.",
                "20260301101500.1234567890",
                "202603011015.5",
                "20260301101500+00",
                "20260301101500+2500",
                "20260301101500+0000x",
                "2026-03-01T10:15:00Z",
                "not a time"
            })
    void refusesEverythingElse(String text) {
        assertThat(Hl7Time.parseMicros(text, ZoneId.of("UTC"))).isEqualTo(Hl7Time.INVALID);
    }

    @Test
    void theOffsetOfTheHeaderHoldsForTheWholeMessage() {
        assertThat(
                        Hl7Texts.lines(
                                Hl7Texts.decode(
                                        "MSH|^~\\&|M||||20260301101500+0100||ORU^R01|1|P|2.4\r"
                                                + "OBR|1||||||20260301101400\r"
                                                + "OBX|1|NM|147842^^MDC||60|264864^^MDC")))
                .containsExactly("2026-03-01T09:14:00Z heart-rate 60");
    }
}
