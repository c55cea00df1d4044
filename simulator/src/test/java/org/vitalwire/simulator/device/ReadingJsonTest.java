package org.vitalwire.simulator.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.simulator.physiology.Sample;
import org.vitalwire.simulator.recording.RecordedRow;
import org.vitalwire.simulator.recording.RecordedValue;

class ReadingJsonTest {

    private static final Instant TIME = Instant.parse("2026-11-22T10:00:00.5Z");

    @Test
    void aSampleIsWrittenInCanonicalUnits() {
        ReadingMessage message =
                ReadingJson.of(
                        new Sample(
                                TIME,
                                Map.of(
                                        VitalSign.HEART_RATE, 72.0,
                                        VitalSign.TEMPERATURE, 36.9,
                                        VitalSign.CONSCIOUSNESS, 1.0,
                                        VitalSign.OXYGEN_FLOW, 0.0)));

        assertThat(text(message))
                .isEqualTo(
                        "{\"time\":\"2026-11-22T10:00:00.500Z\",\"values\":{\"heart-rate\":72,"
                                + "\"temperature\":36.9,\"oxygen-flow\":0,\"consciousness\":\"C\"}}");
        assertThat(message.values()).isEqualTo(4);
        assertThat(message.measured()).isEqualTo(TIME);
    }

    @Test
    void aRecordedRowKeepsItsUnitsAndMicroseconds() {
        Instant measured = Instant.parse("2026-11-22T10:00:00.123456Z");
        ReadingMessage message =
                ReadingJson.of(
                        new RecordedRow(
                                Duration.ZERO,
                                List.of(
                                        new RecordedValue(VitalSign.RESPIRATORY_RATE, 12.7, ""),
                                        new RecordedValue(VitalSign.FIO2, 0.4, "1"))),
                        measured);

        assertThat(text(message))
                .isEqualTo(
                        "{\"time\":\"2026-11-22T10:00:00.123456Z\",\"values\":{"
                                + "\"respiratory-rate\":12.7,"
                                + "\"fio2\":{\"value\":0.4,\"unit\":\"1\"}}}");
    }

    private static String text(ReadingMessage message) {
        return new String(message.payload(), StandardCharsets.UTF_8);
    }
}
