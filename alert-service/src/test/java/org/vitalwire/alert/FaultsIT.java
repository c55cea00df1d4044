package org.vitalwire.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vitalwire.alert.ledger.EpisodeLedger;
import org.vitalwire.alert.ledger.EpisodeQueries;
import org.vitalwire.contracts.event.AlertEpisode;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.embedded.ServiceDatabase;
import org.vitalwire.testkit.SharedInfrastructure;
import org.vitalwire.testkit.TestTokens;

/** What becomes of alerts when a part fails: none is lost, and none comes twice. */
class FaultsIT {

    private static final Duration RECOVERY = Duration.ofSeconds(40);

    private static ServiceDatabase database;
    private static TcpProxy wire;
    private static RunningService service;

    @BeforeAll
    static void start() {
        SharedInfrastructure.startAll();
        database = SharedInfrastructure.newDatabase("alert");
        URI url = URI.create(database.jdbcUrl().substring("jdbc:".length()));
        wire = new TcpProxy(url.getPort());
        service = startService();
    }

    @AfterAll
    static void stop() {
        service.close();
        wire.close();
    }

    /** As after a crash between the commit in the database and that of the offsets. */
    @Test
    void findingsThatKafkaGivesAgainRaiseNothing() throws Exception {
        String patient = Findings.newPatient();
        Finding finding = Findings.started(patient, Priority.HIGH);
        Findings.publish(finding, Findings.ended(finding));
        Findings.publish(Findings.ofCondition(Findings.started(patient, Priority.LOW), "other"));
        await().untilAsserted(() ->
                assertThat(service.alerts("state=all&patient=" + patient)).hasSize(2));
        List<?> before = service.alerts("state=all&patient=" + patient);
        long events = service.bean(EpisodeQueries.class).lastEventId();

        service.close();
        forgetOffsets();
        service = startService();
        String last = Findings.newPatient();
        Findings.publish(Findings.started(last, Priority.LOW));
        await().atMost(RECOVERY)
                .untilAsserted(() -> assertThat(service.alerts("patient=" + last)).hasSize(1));

        assertThat(service.alerts("state=all&patient=" + patient)).isEqualTo(before);
        // It was raised, and somebody was called. One partition may be read later than the other.
        await().during(Duration.ofSeconds(1))
                .until(() -> service.bean(EpisodeQueries.class).lastEventId() == events + 2);
    }

    @Test
    void alertsWaitForADatabaseThatIsAwayAndThenArrive() {
        String patient = Findings.newPatient();
        String token = TestTokens.shared().token("clinician");
        try (SseClient stream = SseClient.open(service.uri("/api/v1/alerts/stream"), token, null)) {
            await().until(() -> stream.first("heartbeat").isPresent());
            wire.cut();
            Findings.publish(Findings.started(patient, Priority.HIGH));
            await().atMost(RECOVERY)
                    .untilAsserted(() ->
                            assertThat(service.get("/actuator/health/readiness", "").status())
                                    .isEqualTo(503));
            wire.mend();
            await().atMost(RECOVERY)
                    .untilAsserted(() -> assertThat(stream.alertsOf(patient)).hasSize(1));
        } finally {
            wire.mend();
        }
        assertThat(service.alerts("patient=" + patient)).hasSize(1);
        await().atMost(RECOVERY)
                .untilAsserted(() ->
                        assertThat(service.get("/actuator/health/readiness", "").status())
                                .isEqualTo(200));
    }

    @Test
    void acknowledgementNeedsNoKafkaAndIsPublishedWhenItIsBack() {
        String patient = Findings.newPatient();
        Findings.publish(Findings.started(patient, Priority.HIGH));
        await().untilAsserted(() -> assertThat(service.alerts("patient=" + patient)).hasSize(1));
        String id = service.alerts("patient=" + patient).getFirst().get("id").asString();

        SharedInfrastructure.kafka()
                .whileStopped(() ->
                        assertThat(service.post("/api/v1/alerts/" + id + "/acknowledge").status())
                                .isEqualTo(200));

        assertThat(
                        Findings.probe()
                                .await(
                                        Topic.ALERTS.topicName(),
                                        1,
                                        record ->
                                                record.key().equals(id)
                                                        && EventCodecs.ALERT_EPISODE
                                                                        .decode(record.value())
                                                                        .transition()
                                                                == AlertEpisode.Transition
                                                                        .ACKNOWLEDGED,
                                        RECOVERY))
                .isNotEmpty();
    }

    @Test
    void replicasShareTheWorkAndTellTheSame() {
        String token = TestTokens.shared().token("clinician");
        String patient = Findings.newPatient();
        try (RunningService replica = startService();
                SseClient here = SseClient.open(service.uri("/api/v1/alerts/stream"), token, null);
                SseClient there =
                        SseClient.open(replica.uri("/api/v1/alerts/stream"), token, null)) {
            Finding finding = Findings.started(patient, Priority.HIGH);
            Findings.publish(finding);
            await().atMost(RECOVERY)
                    .untilAsserted(() -> assertThat(here.alertsOf(patient)).hasSize(1));
            await().untilAsserted(() -> assertThat(there.alertsOf(patient)).hasSize(1));
            String id = here.alertsOf(patient).getFirst().get("id").asString();

            replica.post("/api/v1/alerts/" + id + "/acknowledge");
            await().untilAsserted(() -> assertThat(here.alertsOf(patient)).hasSize(2));
            assertThat(here.alerts()).isEqualTo(there.alerts());

            Findings.publish(Findings.ended(finding));
            List<?> published =
                    Findings.probe()
                            .await(
                                    Topic.ALERTS.topicName(),
                                    5,
                                    record -> record.key().equals(id),
                                    RECOVERY)
                            .stream()
                            .map(record ->
                                    EventCodecs.ALERT_EPISODE.decode(record.value()).transition())
                            .toList();
            assertThat(published)
                    .isEqualTo(
                            List.of(
                                    AlertEpisode.Transition.RAISED,
                                    AlertEpisode.Transition.CALLED,
                                    AlertEpisode.Transition.ACKNOWLEDGED,
                                    AlertEpisode.Transition.CONDITION_ENDED,
                                    AlertEpisode.Transition.RESOLVED));
        }
    }

    @Test
    void findingThatTheDatabaseRefusesIsQuarantinedAndItsNeighboursPass() {
        String patient = Findings.newPatient();
        Finding good = Findings.started(patient, Priority.LOW);
        // PostgreSQL keeps no NUL in a text.
        Finding bad = Findings.ofCondition(Findings.started(patient, Priority.HIGH), "bad\0bad");
        Finding next = Findings.ofCondition(Findings.started(patient, Priority.LOW), "next");
        Findings.publish(good, bad, next);

        await().atMost(RECOVERY)
                .untilAsserted(() -> assertThat(service.alerts("patient=" + patient)).hasSize(2));
        assertThat(
                        Findings.probe()
                                .await(
                                        Topic.REJECTED.topicName(),
                                        1,
                                        record -> record.key().equals(bad.findingId()),
                                        RECOVERY))
                .extracting(record -> EventCodecs.REJECTED_PAYLOAD.decode(record.value()).code())
                .containsOnly(FailureCode.ROW_REFUSED);
    }

    @Test
    void retrospectiveEpisodeResolvesByItselfAndDoesNotTouchTheLiveOne() {
        String patient = Findings.newPatient();
        Finding live = Findings.started(patient, Priority.HIGH);
        Findings.publish(live, Findings.retrospective(live));
        await().untilAsserted(() -> assertThat(service.alerts("patient=" + patient)).hasSize(2));

        assertThat(service.bean(EpisodeLedger.class).closeLapsed(Duration.ZERO)).isPositive();

        assertThat(service.alerts("patient=" + patient))
                .hasSize(1)
                .allMatch(alert -> !alert.get("retrospective").asBoolean());
        assertThat(service.alerts("state=resolved&patient=" + patient))
                .hasSize(1)
                .allMatch(alert -> alert.get("retrospective").asBoolean());
        assertThat(
                        service.get("/api/v1/findings/count?patient=" + patient)
                                .body()
                                .get("findings")
                                .asInt())
                .isEqualTo(2);
    }

    @Test
    void streamEndsWithItsToken() {
        // Accepted for 60 s after its end: so this one has about three left.
        String token =
                TestTokens.shared()
                        .token(
                                "ann",
                                List.of("clinician"),
                                List.of("*"),
                                TestTokens.AUDIENCE,
                                Duration.ofSeconds(-57));
        try (SseClient stream = SseClient.open(service.uri("/api/v1/alerts/stream"), token, null)) {
            await().atMost(Duration.ofSeconds(15)).until(stream::hasEnded);
        }
    }

    @Test
    void manyFindingsAtOnceAreAllRaised() {
        String prefix = Findings.newPatient();
        Finding[] burst = new Finding[1_000];
        for (int i = 0; i < burst.length; i++) {
            burst[i] = Findings.started(prefix + "-" + i, Priority.MEDIUM);
        }
        long before = service.bean(EpisodeQueries.class).lastEventId();
        Findings.publish(burst);
        await().atMost(RECOVERY)
                .until(() ->
                        service.bean(EpisodeQueries.class).lastEventId() >= before + burst.length);
    }

    private static RunningService startService() {
        return RunningService.startThrough(
                database.jdbcUrl().replaceFirst(":\\d+/", ":" + wire.port() + "/"),
                database,
                // One call, and no second one while a test waits.
                "vitalwire.alert.escalation.high.steps[0].to=primary",
                "vitalwire.alert.escalation.high.steps[0].after=0s",
                "vitalwire.alert.escalation.high.repeat-every=1h");
    }

    private static void forgetOffsets() {
        try (Admin admin = SharedInfrastructure.kafka().admin()) {
            await().atMost(RECOVERY)
                    .ignoreExceptions()
                    .until(() -> {
                        admin.deleteConsumerGroups(List.of("alert")).all().get();
                        return true;
                    });
        }
    }
}
