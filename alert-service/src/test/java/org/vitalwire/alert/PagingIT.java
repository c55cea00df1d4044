package org.vitalwire.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.vitalwire.alert.TestPaging.token;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vitalwire.alert.RunningService.Answer;
import org.vitalwire.alert.channel.Message;
import org.vitalwire.alert.channel.Outcome;
import org.vitalwire.alert.operations.OperationsAlerts;
import org.vitalwire.alert.operations.OperationsKind;
import org.vitalwire.alert.work.WakeableLoop;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.embedded.ServiceDatabase;
import org.vitalwire.testkit.SharedInfrastructure;
import tools.jackson.databind.JsonNode;

/** Who is paged of what, by which way, and what becomes of their answer. Each test has a ward. */
class PagingIT {

    private static ServiceDatabase database;
    private static RunningService service;
    private static TestPaging paging;
    private static TestChannel first;
    private static TestChannel second;

    private final String ward = "ward-" + UUID.randomUUID().toString().substring(0, 8);
    private final String nina = "nina-" + ward;
    private final String otto = "otto-" + ward;
    private final String carla = "carla-" + ward;
    private final String patient = Findings.newPatient();

    @BeforeAll
    static void start() {
        SharedInfrastructure.startAll();
        database = SharedInfrastructure.newDatabase("alert");
        service =
                RunningService.startWith(
                        TestChannel.Two.class,
                        database,
                        "vitalwire.alert.paging.receipt-within=1s",
                        "vitalwire.alert.paging.bundle-within=2s",
                        "vitalwire.alert.paging.attempt-at-most=1s",
                        "vitalwire.alert.paging.first-retry=100ms",
                        "vitalwire.alert.paging.look-every=50ms",
                        "vitalwire.alert.person.per=15s",
                        "vitalwire.alert.escalation.last-resort=house-officer");
        paging = new TestPaging(service);
        first = service.bean("firstTestChannel", TestChannel.class);
        second = service.bean("secondTestChannel", TestChannel.class);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @AfterEach
    void behaveAgain() {
        first.behave((_, _) -> new Outcome.Received());
        second.behave((_, _) -> new Outcome.Received());
    }

    @Test
    void theLastResortIsToldOfWhatIsWrongWithThePlatformUntilAWayTakesIt() {
        String subject = "pager-" + ward;
        paging.prefer("house-officer", "first");
        first.behave((_, _) -> new Outcome.Refused("http-500"));
        OperationsAlerts alerts = service.bean(OperationsAlerts.class);
        alerts.raise(OperationsKind.CHANNEL_DEAD, subject, "a test");
        alerts.raise(OperationsKind.PIPELINE_LAG, subject, "not worth a call");
        WakeableLoop calls = service.bean("alertOperationsCalls", WakeableLoop.class);
        calls.wake();
        await().until(() -> !toldOf(first, subject).isEmpty());
        calls.wake();
        await("not again at once")
                .during(Duration.ofMillis(500))
                .until(() -> toldOf(first, subject).size() == 1);

        first.behave((_, _) -> new Outcome.Received());
        paging.jdbc()
                .sql("update operations_alert set tried_at = now() - interval '1 minute'")
                .update();
        calls.wake();
        await().until(() -> toldOf(first, subject).size() == 2);
        paging.jdbc()
                .sql("update operations_alert set tried_at = now() - interval '1 minute'")
                .update();
        calls.wake();

        await().during(Duration.ofMillis(500)).until(() -> toldOf(first, subject).size() == 2);
        assertThat(toldOf(first, subject))
                .containsOnly("Vitalwire: channel-dead (" + subject + ")");
        alerts.end(OperationsKind.CHANNEL_DEAD, subject);
        alerts.end(OperationsKind.PIPELINE_LAG, subject);
    }

    private static List<String> toldOf(TestChannel channel, String subject) {
        return channel.arrivedFor("house-officer").stream()
                .map(message -> message.lines().getFirst().title())
                .filter(title -> title.contains(subject))
                .toList();
    }

    @Test
    void pageOnTheConsoleIsShownAtOnceAndItsReceiptEndsTheSearchForAWay() {
        paging.prefer(nina, "first");
        admitWithTeam();
        try (SseClient stream = paging.stream(nina);
                SseClient others = paging.stream(otto)) {
            await().until(() -> stream.first("heartbeat").isPresent());
            Findings.publish(Findings.started(patient, Priority.HIGH));
            await().until(() -> stream.first("page").isPresent());

            JsonNode page = stream.first("page").orElseThrow().data();
            assertThat(page.get("alerts").valueStream().map(JsonNode::asString))
                    .containsExactly(alert().get("id").asString());
            assertThat(page.get("target").asString()).isEqualTo("primary");
            assertThat(page.get("priority").asString()).isEqualTo("high");
            String path = "/api/v1/pages/" + page.get("id").asString();
            assertThat(service.post(path + "/receipt", token(nina)).status()).isEqualTo(204);
            assertThat(service.post(path + "/receipt", token(nina)).status()).isEqualTo(204);
            assertThat(service.post(path + "/receipt", token(otto)).status()).isEqualTo(404);

            assertThat(paging.pages(nina))
                    .singleElement()
                    .satisfies(own -> {
                        assertThat(own.get("state").asString()).isEqualTo("received");
                        assertThat(own.get("receivedAt").isNull()).isFalse();
                    });
            await().during(Duration.ofMillis(1500)).until(() -> first.arrivedFor(nina).isEmpty());
            assertThat(others.first("page")).isEmpty();
            assertThat(paging.pages(otto)).isEmpty();
        }
        // Whoever comes back finds what waits for them.
        try (SseClient stream = paging.stream(nina)) {
            await().until(() -> stream.first("page").isPresent());
        }
    }

    @Test
    void withoutAReceiptTheNextWayIsTriedAndAfterTheLastTheNextPersonIsCalledAtOnce() {
        first.behave((_, _) -> new Outcome.Sent("somewhere"));
        paging.prefer(nina, "first", "second");
        second.behave((_, _) -> new Outcome.Refused("gone"));
        admitWithTeam();
        Instant begun = Instant.now();
        Findings.publish(Findings.started(patient, Priority.HIGH));

        await().until(() -> paging.pages(otto).size() == 1);
        // The plan would have called the buddy after 20 s.
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(15));
        assertThat(first.arrivedFor(nina)).hasSize(1);
        assertThat(second.arrivedFor(nina)).hasSize(1);
        assertThat(paging.pages(nina).getFirst().get("state").asString()).isEqualTo("unreachable");
        Message message = first.arrivedFor(nina).getFirst();
        assertThat(message.location()).contains(ward + ", bed 3");
        assertThat(message.lines()).extracting(Message.Line::title).containsExactly("SpO2 low");
        assertThat(message.toString()).doesNotContain(patient).doesNotContain("84 %");
        assertThat(message.synthetic()).isTrue();
    }

    @Test
    void alertsOfOnePatientAreOnePageAndAcceptingItAcceptsWhatWasSeen() {
        admitWithTeam();
        Finding finding = Findings.started(patient, Priority.MEDIUM);
        Findings.publish(finding, Findings.ofCondition(finding, "high-pulse"));
        await().until(() -> paging.pages(nina).stream().anyMatch(p -> p.get("alerts").size() == 2));
        JsonNode page = paging.pages(nina).getFirst();
        int seen = page.get("version").asInt();
        Findings.publish(
                Findings.ofCondition(Findings.started(patient, Priority.HIGH), "low-pressure"));
        await().until(() -> paging.pages(nina).getFirst().get("alerts").size() == 3);
        assertThat(paging.pages(nina)).hasSize(1);
        assertThat(paging.pages(nina).getFirst().get("priority").asString()).isEqualTo("high");

        // Everybody who sees the alerts sees whom they called, and which one call told of together.
        assertThat(service.alerts("patient=" + patient))
                .allSatisfy(alert -> {
                    assertThat(alert.at("/pages/0/person").asString()).isEqualTo(nina);
                    assertThat(alert.at("/pages/0/target").asString()).isEqualTo("primary");
                    assertThat(alert.get("bundle")).isEqualTo(page.get("id"));
                });

        String path = "/api/v1/pages/" + page.get("id").asString();
        assertThat(service.post(path + "/accept?version=" + seen, token(nina)).status())
                .isEqualTo(200);

        assertThat(service.alerts("patient=" + patient))
                .allSatisfy(alert ->
                        assertThat(alert.get("acknowledgement").isNull())
                                .as(alert.get("condition").asString())
                                .isEqualTo(
                                        alert.get("condition").asString().equals("low-pressure")));
        assertThat(paging.pages(nina).getFirst().get("alerts").size()).isEqualTo(1);
        service.post(path + "/accept", token(nina));
        assertThat(paging.pages(nina)).isEmpty();
        assertThat(paging.states(nina)).containsExactly("answered");
    }

    @Test
    void whoRejectsIsNotCalledAgainInTheRoundAndTheNextIsCalledAtOnce() {
        paging.team(ward, Map.of("primary", nina, "buddy", nina, "charge-nurse", carla));
        admit();
        Findings.publish(Findings.started(patient, Priority.HIGH));
        await().until(() -> paging.pages(nina).size() == 1);
        String id = paging.pages(nina).getFirst().get("id").asString();

        assertThat(
                        service.send(
                                        "POST",
                                        "/api/v1/pages/" + id + "/reject",
                                        token(nina),
                                        "{\"reason\":\"why\"}",
                                        Map.of())
                                .status())
                .isEqualTo(422);
        Answer rejected =
                service.send(
                        "POST",
                        "/api/v1/pages/" + id + "/reject",
                        token(nina),
                        "{\"reason\":\"busy\"}",
                        Map.of());

        assertThat(rejected.status()).isEqualTo(200);
        assertThat(rejected.body().get("state").asString()).isEqualTo("answered");
        // The buddy is the same person, so that nobody can be asked there.
        await().until(() -> paging.pages(carla).size() == 1);
        assertThat(paging.pages(nina)).isEmpty();
    }

    @Test
    void acceptanceByOneEndsThePagesOfAllAndNothingMoreIsSent() {
        paging.prefer(otto, "first");
        first.behave((_, _) -> new Outcome.Later(Duration.ZERO, "busy"));
        paging.team(ward, Map.of("primary", nina, "buddy", otto));
        admit();
        Findings.publish(Findings.started(patient, Priority.HIGH));
        await().until(() -> first.arrivedFor(otto).size() >= 2);
        assertThat(first.arrivedFor(otto).stream().map(Message::deliveryId).distinct()).hasSize(1);

        service.post(
                "/api/v1/alerts/" + alert().get("id").asString() + "/acknowledge", token(nina));

        assertThat(paging.pages(otto)).isEmpty();
        assertThat(paging.states(nina)).containsExactly("answered");
        assertThat(paging.states(otto)).containsExactly("withdrawn");
        int sent = first.arrivedFor(otto).size();
        await().during(Duration.ofSeconds(1))
                .until(() -> first.arrivedFor(otto).size() <= sent + 1);
    }

    @Test
    void whereNobodyIsOnCallTheLastResortIsCalledAndOperationsAreTold() {
        admit();
        Findings.publish(Findings.started(patient, Priority.LOW));

        await().until(() ->
                paging.pages("house-officer").stream()
                        .anyMatch(page -> page.get("alerts").toString().contains(alertId())));
        assertThat(paging.openOperationsAlerts()).contains("NOBODY_ON_CALL " + ward);
        paging.team(ward, Map.of("primary", nina));
        await().atMost(Duration.ofSeconds(5))
                .until(() -> {
                    Findings.publish(
                            Findings.ofCondition(
                                    Findings.started(patient, Priority.LOW),
                                    "c" + UUID.randomUUID()));
                    return !paging.openOperationsAlerts().contains("NOBODY_ON_CALL " + ward);
                });
    }

    @Test
    void whatIsBeyondAPersonsBudgetComesInOneDigestAndHighDoesNot() {
        paging.prefer(nina, "first");
        paging.team(ward, Map.of("primary", nina));
        String prefix = Findings.newPatient();
        Finding[] many = new Finding[10];
        for (int i = 0; i < many.length; i++) {
            admit(prefix + i);
            many[i] = Findings.started(prefix + i, Priority.LOW);
        }
        Findings.publish(many);
        await().until(() ->
                paging.pages(nina).stream().mapToInt(page -> page.get("alerts").size()).sum()
                        == 10);
        // Of a patient of its own: one who is on the digest would leave it by this.
        admit(prefix + "high");
        Findings.publish(Findings.started(prefix + "high", Priority.HIGH));
        await().until(() ->
                paging.pages(nina).stream()
                        .anyMatch(page -> page.get("priority").asString().equals("high")));

        List<JsonNode> digests =
                paging.pages(nina).stream().filter(page -> page.get("alerts").size() > 1).toList();
        // Ten alerts are six pages and the digest of the rest.
        assertThat(digests)
                .singleElement()
                .satisfies(digest -> assertThat(digest.get("alerts").size()).isEqualTo(4));
        await().until(() ->
                first.arrivedFor(nina).stream().anyMatch(message -> message.lines().size() == 4));
        assertThat(first.arrivedFor(nina).stream().filter(m -> m.lines().size() == 4))
                .singleElement()
                .satisfies(message -> assertThat(message.location()).isEmpty());
    }

    /** Of two transactions, the one that took its time later may be the faster. */
    @Test
    void pageOfAFasterTransactionIsNotTakenForADigestThatWaits() {
        paging.prefer(nina, "first");
        paging.team(ward, Map.of("primary", nina));
        String prefix = Findings.newPatient();
        for (int i = 0; i < 2; i++) {
            admit(prefix + i);
        }
        Findings.publish(Findings.started(prefix + 0, Priority.LOW));
        await().until(() -> paging.pages(nina).size() == 1);
        JdbcClient jdbc = paging.jdbc();
        jdbc.sql("update page set told_at = told_at + interval '1 minute' where person = ?")
                .param(nina)
                .update();
        Findings.publish(Findings.started(prefix + 1, Priority.LOW));
        await().until(() -> paging.pages(nina).size() == 2);

        assertThat(
                        jdbc.sql(
                                        "select count(*) from page where person = ? and patient_id is null")
                                .param(nina)
                                .query(Integer.class)
                                .single())
                .isZero();
    }

    @Test
    void channelThatHangsHoldsUpNoOtherAndIsLeft() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        first.behave((_, _) -> {
            end.await(30, TimeUnit.SECONDS);
            return new Outcome.Received();
        });
        paging.prefer(nina, "first");
        paging.prefer(otto, "second");
        paging.team(ward, Map.of("primary", nina));
        admit();
        String other = ward + "-b";
        paging.team(other, Map.of("primary", otto));
        String neighbour = Findings.newPatient();
        paging.admit(neighbour, other);
        try {
            Findings.publish(
                    Findings.started(patient, Priority.HIGH),
                    Findings.started(neighbour, Priority.HIGH));
            await().until(() -> second.arrivedFor(otto).size() == 1);
            await().until(() -> paging.states(otto).equals(List.of("received")));
            // Interrupted after a second, and tried again under the same id.
            await().until(() -> first.arrivedFor(nina).size() >= 2);
            assertThat(first.arrivedFor(nina).stream().map(Message::deliveryId).distinct())
                    .hasSize(1);
        } finally {
            end.countDown();
        }
    }

    private void admitWithTeam() {
        paging.team(ward, Map.of("primary", nina, "buddy", otto, "charge-nurse", carla));
        admit();
    }

    private void admit() {
        admit(patient);
    }

    private void admit(String who) {
        paging.admit(who, ward);
    }

    private JsonNode alert() {
        return service.alerts("patient=" + patient).getFirst();
    }

    private String alertId() {
        return service.alerts("patient=" + patient).stream()
                .map(alert -> alert.get("id").asString())
                .findFirst()
                .orElse("none");
    }
}
