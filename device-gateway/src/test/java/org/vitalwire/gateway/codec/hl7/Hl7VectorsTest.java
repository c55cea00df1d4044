package org.vitalwire.gateway.codec.hl7;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.DeviceEvent.Phase;
import org.vitalwire.contracts.event.DeviceEventKind;
import org.vitalwire.gateway.codec.DecodedAlarm;
import org.vitalwire.gateway.codec.DecodedPayload;
import org.vitalwire.gateway.codec.DecodingTrace;
import org.vitalwire.testkit.SharedData;

/** The vectors of {@code ../shared/data/hl7v2} and what their expected.json says. */
class Hl7VectorsTest {

    @Test
    void pcd01GivesItsValuesAndTheCuffPressureItsOwnTime() throws IOException {
        DecodedPayload decoded = vector("pcd01_full.hl7");

        assertThat(Hl7Texts.lines(decoded))
                .containsExactly(
                        "2026-03-01T10:12:30Z systolic-pressure 96",
                        "2026-03-01T10:12:30Z diastolic-pressure 54",
                        "2026-03-01T10:15:00Z heart-rate 118",
                        "2026-03-01T10:15:00Z pulse-rate 117",
                        "2026-03-01T10:15:00Z respiratory-rate 26",
                        "2026-03-01T10:15:00Z spo2 91",
                        "2026-03-01T10:15:00Z temperature 38.6");
        assertThat(decoded.faults()).isEmpty();
        assertThat(decoded.alarms()).isEmpty();
        // The pressure waited for the next message: the lateness says nothing of the clock.
        assertThat(decoded.batch()).isTrue();
    }

    @Test
    void aFrameOfMllpGivesTheSame() throws IOException {
        assertThat(Hl7Texts.lines(vector("pcd01_full.mllp")))
                .isEqualTo(Hl7Texts.lines(vector("pcd01_full.hl7")));
        assertThat(Hl7Texts.faults(vector("two_frames_garbage_before.mllp")))
                .containsExactly("UNDECODABLE: more than one message; each is sent on its own");
    }

    @Test
    void noSentinelIsAValueAndAnImpossibleTemperatureIsFlagged() throws IOException {
        DecodedPayload decoded = vector("monitor_flat_with_sentinels.hl7");

        // Nothing that a score could rest on; the lost decimal point is kept to be seen.
        assertThat(Hl7Texts.lines(decoded))
                .containsExactly("2026-03-01T10:15:00Z temperature 384.5 flagged 1");
        assertThat(Hl7Texts.faults(decoded))
                .containsExactly(
                        "NO_VALUE: systolic-pressure -999 sentinel; spo2 -100 sentinel;"
                                + " heart-rate status X; temperature -99.9 sentinel;"
                                + " pulse-rate empty");
    }

    @Test
    void fahrenheitIsConvertedAndAnUnknownCodeLeftOut() throws IOException {
        List<String> steps = new ArrayList<>();
        DecodedPayload decoded =
                Hl7Texts.decode(
                        bytes("temp_fahrenheit_and_unknown_code.hl7"),
                        "UTC",
                        (step, outcome, detail) -> steps.add(step + " " + outcome));

        assertThat(Hl7Texts.lines(decoded))
                .containsExactly(
                        "2026-03-01T04:45:00Z heart-rate 72",
                        "2026-03-01T04:45:00Z temperature 38.5");
        assertThat(decoded.faults()).isEmpty();
        assertThat(decoded.batch()).isFalse();
        assertThat(steps)
                .containsExactly(
                        "MSH TAKEN",
                        "OBX 1 TAKEN",
                        "OBX 2 SKIPPED",
                        "OBX 3 TAKEN",
                        "PID-3 SKIPPED");
    }

    @Test
    void theMessageTimeHasItsOffsetAndFraction() throws Exception {
        Hl7Header header = Hl7Message.parse(bytes("temp_fahrenheit_and_unknown_code.hl7")).header();

        assertThat(header.sentMicros(ZoneOffset.UTC))
                .isEqualTo(
                        java.time.Instant.parse("2026-03-01T04:45:00.250Z").toEpochMilli() * 1_000);
        assertThat(header.zone(ZoneId.of("Europe/Berlin")))
                .isEqualTo(ZoneOffset.ofHoursMinutes(5, 30));
    }

    @Test
    void aLeadThatIsOffIsATechnicalAlarmAndNoReading() throws IOException {
        DecodedPayload decoded = vector("alarm_r40_lead_off.hl7");

        assertThat(decoded.readings()).isEmpty();
        assertThat(decoded.faults()).isEmpty();
        assertThat(decoded.alarms()).hasSize(1);
        DecodedAlarm alarm = decoded.alarms().getFirst();
        assertThat(alarm.kind()).isEqualTo(DeviceEventKind.TECHNICAL_ALARM);
        assertThat(alarm.phase()).isEqualTo(Phase.STARTED);
        assertThat(alarm.detail())
                .isEqualTo(
                        "MDC 196680 MDC_EVT_LEAD_OFF, source 1.7.0, low priority,"
                                + " by the device's clock 2026-03-01T10:14:59Z");
        assertThat(alarm.occurrence()).isEqualTo("4");
    }

    private static DecodedPayload vector(String name) throws IOException {
        return Hl7Texts.decode(bytes(name), "UTC", DecodingTrace.NONE);
    }

    private static byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(SharedData.path("hl7v2/" + name));
    }
}
