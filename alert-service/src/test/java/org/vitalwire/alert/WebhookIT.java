package org.vitalwire.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vitalwire.alert.WebhookReceiver.Delivered;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.Finding.Phase;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.embedded.ServiceDatabase;
import org.vitalwire.testkit.SharedInfrastructure;

/** The signed webhook against a real HTTP server that misbehaves. */
class WebhookIT {

    private static final String SECRET = "a-secret-of-at-least-32-characters!";

    private static WebhookReceiver receiver;
    private static ServiceDatabase database;
    private static RunningService service;

    @BeforeAll
    static void start() {
        SharedInfrastructure.startAll();
        receiver = new WebhookReceiver();
        database = SharedInfrastructure.newDatabase("alert");
        service = startService();
    }

    @AfterAll
    static void stop() {
        service.close();
        receiver.close();
    }

    @AfterEach
    void behaveAgain() {
        receiver.behave(delivery -> 204);
    }

    @Test
    void everyNotableChangeIsDeliveredSigned() {
        String patient = Findings.newPatient();
        Finding finding = Findings.started(patient, Priority.MEDIUM);
        Findings.publish(finding);
        awaitDelivered(patient, 1);
        Findings.publish(Findings.later(finding, Phase.UPDATED, Priority.MEDIUM, 5));
        Findings.publish(Findings.later(finding, Phase.UPDATED, Priority.HIGH, 10));
        awaitDelivered(patient, 2);
        service.post(
                "/api/v1/alerts/"
                        + service.alerts("patient=" + patient).getFirst().get("id").asString()
                        + "/acknowledge");
        awaitDelivered(patient, 3);
        Findings.publish(Findings.later(finding, Phase.ENDED, Priority.HIGH, 20));
        awaitDelivered(patient, 5);

        assertThat(receiver.arrived(patient))
                .allSatisfy(delivery -> {
                    assertThat(isSigned(delivery)).isTrue();
                    assertThat(delivery.contentType()).isEqualTo("application/json");
                    assertThat(delivery.body()).doesNotContain("displayName");
                })
                .extracting(Delivered::event)
                .containsExactlyInAnyOrder(
                        "raised", "updated", "acknowledged", "condition-ended", "resolved");
        Delivered raised = receiver.arrived(patient).getFirst();
        assertThat(raised.json().get("alert").get("priority").asString()).isEqualTo("medium");
        assertThat(raised.json().get("alert").get("state").asString()).isEqualTo("open");
        assertThat(receiver.arrived(patient)).extracting(Delivered::id).doesNotHaveDuplicates();
    }

    @Test
    void refusedDeliveryIsRepeatedUnderTheSameIdAndDelaysNoOther() {
        String refused = Findings.newPatient();
        String other = Findings.newPatient();
        AtomicInteger refusals = new AtomicInteger();
        receiver.behave(delivery ->
                delivery.patient().equals(refused) && refusals.incrementAndGet() <= 3 ? 500 : 200);
        Findings.publish(
                Findings.started(refused, Priority.HIGH), Findings.started(other, Priority.LOW));

        awaitDelivered(refused, 4);
        awaitDelivered(other, 1);
        assertThat(ids(refused)).hasSize(1);
        assertThat(bodies(refused)).hasSize(1);
        assertThat(receiver.arrived(refused)).allMatch(WebhookIT::isSigned);
        awaitStates(refused, "delivered");
        assertThat(
                        service.bean(io.micrometer.core.instrument.MeterRegistry.class)
                                .get("vitalwire.alert.webhook.failures")
                                .tag("reason", "http-500")
                                .counter()
                                .count())
                .isGreaterThanOrEqualTo(3);
    }

    @Test
    void receiverThatHangsIsLeftAndTriedAgain() throws InterruptedException {
        String patient = Findings.newPatient();
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        receiver.behave(delivery -> {
            if (delivery.patient().equals(patient) && calls.incrementAndGet() == 1) {
                end.await(30, TimeUnit.SECONDS);
            }
            return 200;
        });
        try {
            Findings.publish(Findings.started(patient, Priority.HIGH));
            awaitDelivered(patient, 2);
            awaitStates(patient, "delivered");
            assertThat(ids(patient)).hasSize(1);
        } finally {
            end.countDown();
        }
    }

    @Test
    void redirectIsNotFollowed() {
        String patient = Findings.newPatient();
        AtomicInteger calls = new AtomicInteger();
        receiver.behave(delivery -> calls.incrementAndGet() == 1 ? 307 : 200);
        Findings.publish(Findings.started(patient, Priority.LOW));
        awaitStates(patient, "delivered");
        assertThat(receiver.arrived(patient)).hasSize(2);
        assertThat(attempts(patient)).isEqualTo(2);
    }

    @Test
    void retrospectiveFindingIsNotDelivered() {
        String late = Findings.newPatient();
        String live = Findings.newPatient();
        Findings.publish(
                Findings.retrospective(Findings.started(late, Priority.HIGH)),
                Findings.started(live, Priority.LOW));
        awaitDelivered(live, 1);
        await().untilAsserted(() -> assertThat(service.alerts("patient=" + late)).hasSize(1));
        assertThat(receiver.arrived(late)).isEmpty();
        assertThat(states(late)).isEmpty();
    }

    @Test
    void deliveryThatWasNotMadeIsMadeAfterARestart() {
        String patient = Findings.newPatient();
        receiver.behave(delivery -> 503);
        Findings.publish(Findings.started(patient, Priority.HIGH));
        awaitDelivered(patient, 1);
        service.close();
        int before = receiver.arrived(patient).size();
        receiver.behave(delivery -> 200);
        service = startService();
        awaitDelivered(patient, before + 1);
        awaitStates(patient, "delivered");
        assertThat(ids(patient)).hasSize(1);
    }

    @Test
    void deliveryWhoseWorkerDiedIsTakenUpByAnother() {
        String patient = Findings.newPatient();
        receiver.behave(delivery -> 503);
        Findings.publish(Findings.started(patient, Priority.HIGH));
        awaitDelivered(patient, 1);
        // As a worker leaves it that was killed in the middle: taken, and neither settled nor put
        // off.
        var jdbc = service.bean("alertDatabase", org.vitalwire.kit.database.ServiceDatabase.class);
        jdbc.jdbc()
                .sql(
                        "update webhook_delivery set due_at = now() + interval '2 seconds' where"
                                + " body like ?")
                .param("%" + patient + "%")
                .update();
        receiver.behave(delivery -> 200);
        awaitStates(patient, "delivered");
    }

    @Test
    void tooOldDeliveryIsGivenUp() {
        String patient = Findings.newPatient();
        receiver.behave(delivery -> 500);
        Findings.publish(Findings.started(patient, Priority.LOW));
        awaitDelivered(patient, 1);
        var jdbc = service.bean("alertDatabase", org.vitalwire.kit.database.ServiceDatabase.class);
        jdbc.jdbc()
                .sql(
                        "update webhook_delivery set created_at = now() - interval '2 days' where"
                                + " body like ?")
                .param("%" + patient + "%")
                .update();
        awaitStates(patient, "given-up");
    }

    private static RunningService startService() {
        return RunningService.start(
                database,
                "vitalwire.alert.webhook.url=" + receiver.url(),
                "vitalwire.alert.webhook.secret=" + SECRET,
                "vitalwire.alert.webhook.timeout=1s",
                "vitalwire.alert.webhook.first-retry=100ms",
                "vitalwire.alert.webhook.longest-retry=400ms");
    }

    private static void awaitDelivered(String patient, int count) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(receiver.arrived(patient).size()).isGreaterThanOrEqualTo(count));
    }

    private static void awaitStates(String patient, String state) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(states(patient)).containsExactly(state));
    }

    private static Set<String> states(String patient) {
        return Set.copyOf(column(patient, "state", String.class));
    }

    private static int attempts(String patient) {
        return column(patient, "attempts", Integer.class).getFirst();
    }

    private static <T> java.util.List<T> column(String patient, String column, Class<T> type) {
        return service.bean("alertDatabase", org.vitalwire.kit.database.ServiceDatabase.class)
                .jdbc()
                .sql("select " + column + " from webhook_delivery where body like ?")
                .param("%" + patient + "%")
                .query((row, _) -> type.cast(row.getObject(column)))
                .list();
    }

    private static Set<String> ids(String patient) {
        return receiver.arrived(patient).stream().map(Delivered::id).collect(Collectors.toSet());
    }

    private static Set<String> bodies(String patient) {
        return receiver.arrived(patient).stream().map(Delivered::body).collect(Collectors.toSet());
    }

    /** As a receiver would check it, written a second time. */
    private static boolean isSigned(Delivered delivery) {
        String[] parts = delivery.signature().split("[=,]", -1);
        long seconds = Long.parseLong(parts[1]);
        if (Math.abs(Instant.now().getEpochSecond() - seconds) > 300) {
            return false;
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] expected =
                    mac.doFinal((seconds + "." + delivery.body()).getBytes(StandardCharsets.UTF_8));
            return java.security.MessageDigest.isEqual(expected, HexFormat.of().parseHex(parts[3]));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
