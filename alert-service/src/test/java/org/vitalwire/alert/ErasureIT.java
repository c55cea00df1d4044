package org.vitalwire.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.ErasureNotice.Erasure;
import org.vitalwire.contracts.event.ErasureNotice.ErasureDone;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.testkit.SharedInfrastructure;

class ErasureIT {

    @Test
    void episodesOfAnErasedPatientAreGoneAndLateFindingsDoNotBringThemBack() {
        SharedInfrastructure.startAll();
        String patient = Findings.newPatient();
        String other = Findings.newPatient();
        Finding finding = Findings.started(patient, Priority.HIGH);
        try (RunningService service =
                RunningService.start(
                        SharedInfrastructure.newDatabase("alert"),
                        "vitalwire.alert.escalation.last-resort=house-officer")) {
            Findings.publish(finding, Findings.started(other, Priority.LOW));
            await().until(() -> episodes(service, patient) == 1 && episodes(service, other) == 1);
            String episode =
                    service.alerts("state=open&patient=" + patient).getFirst().get("id").asString();

            service.bean("alertDatabase", ServiceDatabase.class)
                    .jdbc()
                    .sql(
                            "insert into stay (patient_id, care_unit, since) values (?, 'ward-a', now())")
                    .param(patient)
                    .update();

            String id = UUID.randomUUID().toString();
            SharedInfrastructure.kafka()
                    .events()
                    .publish(
                            EventCodecs.ERASURE,
                            id,
                            new Erasure(
                                    id, new PatientId(patient), Instant.now(), "me", List.of()));
            ErasureDone done =
                    (ErasureDone)
                            SharedInfrastructure.kafka()
                                    .events()
                                    .awaitOne(
                                            EventCodecs.ERASURE,
                                            notice ->
                                                    notice instanceof ErasureDone
                                                            && notice.erasureId().equals(id));

            assertThat(done.service()).isEqualTo("alert-service");
            // The stay, the episode, its finding, the finding's phase, five transitions (raised,
            // and called four times, for nobody is on call), the last resort's page, what it lists,
            // its delivery.
            assertThat(done.erased()).isEqualTo(12);
            assertThat(episodes(service, patient)).isZero();
            assertThat(service.get("/api/v1/alerts/" + episode).status()).isEqualTo(404);
            assertThat(episodes(service, other)).isEqualTo(1);
            assertThat(
                            Findings.probe()
                                    .await(
                                            Topic.ALERTS.topicName(),
                                            1,
                                            record ->
                                                    record.key().equals(episode)
                                                            && record.value() == null,
                                            Duration.ofSeconds(20)))
                    .hasSize(1);

            Findings.publish(Findings.ofCondition(finding, "late-condition"));
            // Behind it in the same partition: when this one is there, the late one has come, too.
            Finding behind =
                    Findings.ofCondition(Findings.started(patient, Priority.LOW), "behind");
            Findings.publish(at(behind, Instant.now().plusSeconds(60)));
            await().until(() -> episodes(service, patient) == 1);
            assertThat(
                            service.alerts("state=open&patient=" + patient)
                                    .getFirst()
                                    .get("condition")
                                    .asString())
                    .isEqualTo("behind");
        }
    }

    private static long episodes(RunningService service, String patient) {
        return service.alerts("state=open&patient=" + patient).size();
    }

    private static Finding at(Finding finding, Instant time) {
        return new Finding(
                finding.findingId(),
                finding.patientId(),
                finding.condition(),
                finding.phase(),
                finding.priority(),
                time,
                time,
                finding.title(),
                finding.detail(),
                finding.evidence(),
                finding.retrospective(),
                finding.synthetic(),
                finding.messageId(),
                finding.receivedAt());
    }
}
