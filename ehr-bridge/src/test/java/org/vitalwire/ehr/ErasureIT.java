package org.vitalwire.ehr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.AlertEpisode;
import org.vitalwire.contracts.event.AlertEpisode.Transition;
import org.vitalwire.contracts.event.ErasureNotice.Erasure;
import org.vitalwire.contracts.event.ErasureNotice.ErasureDone;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.ehr.chart.ChartEntry;
import org.vitalwire.ehr.chart.ChartFacts;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.chart.ChartKey;
import org.vitalwire.ehr.chart.MinuteSamples;
import org.vitalwire.ehr.ledger.ChartKind;
import org.vitalwire.ehr.ledger.DeliveryReport;
import org.vitalwire.ehr.ledger.DeliveryTargets;
import org.vitalwire.ehr.ledger.DeliveryTargets.Kinds;
import org.vitalwire.ehr.ledger.ObservationLedger;
import org.vitalwire.testkit.SharedInfrastructure;
import org.vitalwire.testkit.TestTokens;

class ErasureIT {

    private static final Instant BEFORE = Instant.parse("2026-01-01T10:00:00Z");
    private static final Instant ASKED = Instant.parse("2099-01-01T00:00:00Z");

    @Test
    void anErasedPatientLeavesTheCensusAndTheLedgerAndIsNotChartedAgain() {
        SharedInfrastructure.startAll();
        String patient = "erased-" + UUID.randomUUID();
        String token = TestTokens.shared().token("integrator");
        try (RunningBridge bridge = RunningBridge.start(SharedInfrastructure.newDatabase("ehr"))) {
            bridge.put(
                    "/api/v1/patients/" + patient,
                    "{\"displayName\":\"Test, One\",\"careUnit\":\"ward-a\"}",
                    token);
            bridge.bean(DeliveryTargets.class).configured(List.of("record"));
            DeliveryReport deliveries = bridge.bean(DeliveryReport.class);
            ObservationLedger ledger = bridge.bean(ObservationLedger.class);
            assertThat(
                            ledger.chart(
                                    List.of(line(patient, BEFORE), line("other", BEFORE)),
                                    Duration.ZERO))
                    .isEqualTo(2);
            String gone = patient + "-gone";
            ledger.chart(List.of(line(gone, BEFORE)), Duration.ZERO);
            assertThat(
                            bridge.post(
                                            "/api/v1/patients/" + gone + "/merge",
                                            "{\"into\":\"" + patient + "\"}",
                                            token)
                                    .statusCode())
                    .isEqualTo(200);
            bridge.bean(DeliveryTargets.class)
                    .setKinds(
                            "record",
                            new Kinds(Set.of(ChartKind.OBSERVATION, ChartKind.FLAG), Set.of()));
            String episode = UUID.randomUUID().toString();
            SharedInfrastructure.kafka()
                    .events()
                    .publish(EventCodecs.ALERT_EPISODE, episode, alert(episode, patient));
            await().until(() -> deliveries.backlog("record").lines() == 4);

            String id = UUID.randomUUID().toString();
            SharedInfrastructure.kafka()
                    .events()
                    .publish(
                            EventCodecs.ERASURE,
                            id,
                            new Erasure(id, new PatientId(patient), ASKED, "me", List.of()));
            ErasureDone done =
                    (ErasureDone)
                            SharedInfrastructure.kafka()
                                    .events()
                                    .awaitOne(
                                            EventCodecs.ERASURE,
                                            notice ->
                                                    notice instanceof ErasureDone
                                                            && notice.erasureId().equals(id));

            assertThat(done.service()).isEqualTo("ehr-bridge");
            // A line, an alert's Flag and Task, and the census entry; of the record that was merged
            // into it a line and the entry. Deliveries go with their lines.
            assertThat(done.erased()).isEqualTo(6);
            assertThat(deliveries.backlog("record").lines()).as("of the other").isEqualTo(1);
            assertThat(bridge.get("/api/v1/patients/" + patient, token).statusCode())
                    .isEqualTo(404);
            assertThat(SharedInfrastructure.kafka().probe().read(Topic.PATIENTS.topicName()))
                    .anyMatch(record -> patient.equals(record.key()) && record.value() == null)
                    .anyMatch(record -> gone.equals(record.key()) && record.value() == null);
            assertThat(ledger.chart(List.of(line(patient, BEFORE.plusSeconds(60))), Duration.ZERO))
                    .as("late")
                    .isZero();
            assertThat(ledger.chart(List.of(line(patient, ASKED.plusSeconds(60))), Duration.ZERO))
                    .as("after a new admission")
                    .isEqualTo(1);
            assertThat(ledger.chart(List.of(line("other", BEFORE.plusSeconds(60))), Duration.ZERO))
                    .isEqualTo(1);
        }
    }

    private static AlertEpisode alert(String episode, String patient) {
        Instant now = Instant.now();
        return new AlertEpisode(
                episode,
                new PatientId(patient),
                "low-spo2",
                Priority.HIGH,
                Transition.RAISED,
                now,
                now,
                Optional.empty(),
                "SpO2 low",
                true,
                true,
                false,
                true);
    }

    private static ChartEntry line(String patient, Instant minute) {
        MinuteSamples samples = new MinuteSamples(ChartItem.HEART_RATE, minute);
        samples.add(VitalSign.HEART_RATE, minute, 70);
        return new ChartEntry(
                new ChartKey(
                        new PatientId(patient),
                        Optional.of(new DeviceId("d1")),
                        ChartItem.HEART_RATE,
                        minute),
                new ChartFacts.Measured(samples),
                false,
                false);
    }
}
