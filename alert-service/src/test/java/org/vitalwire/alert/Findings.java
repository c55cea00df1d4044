package org.vitalwire.alert;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.Finding.Phase;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.topic.Headers;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.testkit.KafkaProbe;
import org.vitalwire.testkit.SharedInfrastructure;

/** Makes findings and puts them on their topic. */
public final class Findings {

    public static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private Findings() {}

    static String newPatient() {
        return "p-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** A live finding of low SpO2 that began just now. */
    public static Finding started(String patient, Priority priority) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return new Finding(
                "f-" + UUID.randomUUID(),
                new PatientId(patient),
                "low-spo2",
                Phase.STARTED,
                priority,
                now,
                now,
                "SpO2 low",
                "84 %, below 88 % for 15 s",
                List.of(new Finding.Evidence(VitalSign.SPO2, 84, now)),
                false,
                true,
                "m-1",
                now);
    }

    public static Finding later(Finding finding, Phase phase, Priority priority, int seconds) {
        return new Finding(
                finding.findingId(),
                finding.patientId(),
                finding.condition(),
                phase,
                priority,
                finding.startedAt(),
                finding.at().plusSeconds(seconds),
                finding.title(),
                "changed after " + seconds + " s",
                finding.evidence(),
                finding.retrospective(),
                finding.synthetic(),
                finding.messageId(),
                finding.receivedAt());
    }

    public static Finding ended(Finding finding) {
        return later(finding, Phase.ENDED, finding.priority(), 60);
    }

    public static Finding ofCondition(Finding finding, String condition) {
        return new Finding(
                finding.findingId() + condition,
                finding.patientId(),
                condition,
                finding.phase(),
                finding.priority(),
                finding.startedAt(),
                finding.at(),
                finding.title(),
                finding.detail(),
                finding.evidence(),
                finding.retrospective(),
                finding.synthetic(),
                finding.messageId(),
                finding.receivedAt());
    }

    public static Finding retrospective(Finding finding) {
        return new Finding(
                finding.findingId(),
                finding.patientId(),
                finding.condition(),
                finding.phase(),
                finding.priority(),
                finding.startedAt(),
                finding.at(),
                finding.title(),
                finding.detail(),
                finding.evidence(),
                true,
                finding.synthetic(),
                finding.messageId(),
                finding.receivedAt());
    }

    static void publish(Finding... findings) {
        List<ProducerRecord<String, byte[]>> records =
                List.of(findings).stream()
                        .map(finding -> {
                            ProducerRecord<String, byte[]> record =
                                    new ProducerRecord<>(
                                            Topic.FINDINGS.topicName(),
                                            finding.patientId().value(),
                                            EventCodecs.FINDING.encode(finding));
                            record.headers()
                                    .add(
                                            Headers.TRACEPARENT,
                                            TRACE.getBytes(
                                                    java.nio.charset.StandardCharsets.US_ASCII));
                            return record;
                        })
                        .toList();
        probe().produceAll(records);
    }

    static void admit(CensusEntry entry) {
        probe().produce(
                        Topic.PATIENTS.topicName(),
                        entry.patientId().value(),
                        EventCodecs.CENSUS_ENTRY.encode(entry),
                        Map.of());
    }

    static KafkaProbe probe() {
        return SharedInfrastructure.kafka().probe();
    }
}
