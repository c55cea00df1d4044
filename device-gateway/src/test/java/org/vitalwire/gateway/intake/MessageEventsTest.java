package org.vitalwire.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.AssociationPeriod;
import org.vitalwire.contracts.event.DeviceEvent;
import org.vitalwire.contracts.event.DeviceEventKind;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.gateway.association.TestLedgers;
import org.vitalwire.gateway.codec.PayloadCodecs;
import org.vitalwire.gateway.codec.hl7.Hl7OruCodec;
import org.vitalwire.gateway.codec.hl7.Hl7Settings;
import org.vitalwire.gateway.device.RegisteredDevice;
import org.vitalwire.gateway.device.TestDevices;

class MessageEventsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:15:01Z");

    private final RegisteredDevice monitor = TestDevices.active("hl7-1", "hl7-bedside-monitor");
    private final Intake intake =
            intake(TestLedgers.period("MR-7", Instant.parse("2026-03-01T09:00:00Z"), null));

    @Test
    void thePatientThatTheLedgerNamesIsNoNews() {
        assertThat(events(intake, report("MR-7^^^H^MR", "101500"), NOW)).isEmpty();
        assertThat(events(intake, report("4711^^^N~MR-7^^^H^MR", "101500"), NOW)).isEmpty();
        assertThat(events(intake, report("^^^^PI", "101500"), NOW)).isEmpty();
    }

    @Test
    void whereTheLedgerNamesNobodyThereIsNothingToCompare() {
        assertThat(events(intake(), report("MR-8", "101500"), NOW)).isEmpty();
        // Measured before the device came to the patient.
        assertThat(events(intake, report("MR-8", "085900"), NOW)).isEmpty();
    }

    @Test
    void anotherPatientIsToldOnceAnHourAndNamedNowhere() {
        List<DeviceEvent> first = events(intake, report("MR-8", "101500"), NOW);

        assertThat(first)
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.kind()).isEqualTo(DeviceEventKind.PATIENT_MISMATCH);
                    assertThat(event.toString()).doesNotContain("MR-8").doesNotContain("MR-7");
                });
        assertThat(events(intake, report("MR-8", "101501"), NOW.plusSeconds(1))).isEmpty();
        assertThat(events(intake, report("MR-8", "111500"), NOW.plusSeconds(3_600))).hasSize(1);
    }

    @Test
    void anAlarmIsTheSameEventWhenItIsSentAgainAndCountsAsTaken() {
        String alarm =
                "MSH|^~\\&|M||||20260301101500+0000||ORU^R40^ORU_R40|1|P|2.6\r"
                        + "OBR|1||4^M|196616^MDC_EVT_ALARM^MDC|||20260301101459+0000\r"
                        + "OBX|1|CWE|196616^MDC_EVT_ALARM^MDC|1.7.0.1.1|196680^MDC_EVT_LEAD_OFF^MDC|||ST~PL\r"
                        + "OBX|2|ST|68481^MDC_ATTR_EVENT_PHASE^MDC|1.7.0.1.3|start\r";
        Prepared prepared = intake.readings(publication(alarm, NOW));

        assertThat(prepared.accepted()).isTrue();
        assertThat(prepared.readings()).isZero();
        assertThat(prepared.rejected()).isEmpty();
        assertThat(prepared.records())
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.topic()).isEqualTo(Topic.DEVICE_EVENTS.topicName());
                    assertThat(record.key()).isEqualTo("hl7-1");
                });
        assertThat(events(intake, alarm, NOW.plusSeconds(30)))
                .extracting(DeviceEvent::eventId)
                .isEqualTo(events(intake, alarm, NOW).stream().map(DeviceEvent::eventId).toList());
    }

    private List<DeviceEvent> events(Intake from, String text, Instant at) {
        return from.readings(publication(text, at)).records().stream()
                .filter(record -> record.topic().equals(Topic.DEVICE_EVENTS.topicName()))
                .map(record -> EventCodecs.DEVICE_EVENT.decode(record.value()))
                .toList();
    }

    private Publication publication(String text, Instant at) {
        return new Publication(
                monitor,
                "mllp/hl7-1",
                "",
                text.getBytes(StandardCharsets.UTF_8),
                1,
                false,
                Map.of(),
                at);
    }

    private static String report(String patient, String time) {
        return "MSH|^~\\&|M||||20260301"
                + time
                + "+0000||ORU^R01|1|P|2.6\rPID|||"
                + patient
                + "\rOBX|1|NM|150456^^MDC||97|%";
    }

    private Intake intake(AssociationPeriod... periods) {
        return new Intake(
                PayloadCodecs.of(List.of(new Hl7OruCodec(new Hl7Settings(ZoneId.of("UTC"), true)))),
                TestLedgers.of(monitor.id(), periods),
                new ClockSettings(
                        Duration.ofSeconds(60), Duration.ofMinutes(2), Duration.ofSeconds(2)),
                256 * 1024);
    }
}
