package org.vitalwire.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.vitalwire.contracts.id.Canary;
import org.vitalwire.embedded.ServiceDatabase;
import org.vitalwire.testkit.Pings;
import org.vitalwire.testkit.SharedInfrastructure;
import org.vitalwire.testkit.TestCertificates;
import org.vitalwire.testkit.TestTokens;
import tools.jackson.databind.JsonNode;

/**
 * The dead-man ping goes out while beats get through, and stops whichever part of the chain is
 * broken. The listener, the MQTT endpoint, Kafka and the database are real; the gateway and
 * analytics are played (the chain of all services: {@code OneCommandIT}).
 */
class WatchdogIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static CanaryWay way;

    @SuppressWarnings("NullAway.Init")
    private static Pings pings;

    @SuppressWarnings("NullAway.Init")
    private static RunningService service;

    @BeforeAll
    static void start() throws Exception {
        SharedInfrastructure.startAll();
        way = new CanaryWay();
        pings = new Pings();
        ServiceDatabase database = SharedInfrastructure.newDatabase("alert");
        TestCertificates.PemFiles files = way.enrol(directory);
        service =
                RunningService.start(
                        database,
                        "vitalwire.alert.watchdog.every=300ms",
                        "vitalwire.alert.watchdog.silent-after=1500ms",
                        "vitalwire.alert.watchdog.keep-for=1s",
                        "vitalwire.alert.status.fresh-for=100ms",
                        "vitalwire.alert.watchdog.ping-url=" + pings.url(),
                        "vitalwire.alert.watchdog.broker.url=ssl://localhost:" + way.port(),
                        "vitalwire.alert.watchdog.broker.ca-file=" + files.ca(),
                        "vitalwire.alert.watchdog.broker.certificate-file=" + files.certificate(),
                        "vitalwire.alert.watchdog.broker.key-file=" + files.key());
    }

    @AfterAll
    static void stop() {
        service.close();
        pings.close();
        way.close();
    }

    @Test
    void pingsStopWhicheverPartIsBrokenAndComeBackWithIt() {
        awaitBeating();

        way.take(false);
        silentAt("publish");
        way.take(true);
        awaitBeating();

        way.find(false);
        silentAt("score");
        way.find(true);
        awaitBeating();

        ConcurrentMessageListenerContainer<?, ?> intake =
                service.bean("alertFindingListener", ConcurrentMessageListenerContainer.class);
        intake.stop();
        silentAt("alert");
        intake.start();
        awaitBeating();

        SmartLifecycle dispatcher = service.bean("alertPageDispatcher", SmartLifecycle.class);
        dispatcher.stop();
        silentAt("receipt");
        dispatcher.start();
        awaitBeating();

        theCanaryLeavesNothingBehind();
    }

    private static void theCanaryLeavesNothingBehind() {
        await("what is older than a second goes")
                .atMost(SOON)
                .untilAsserted(() -> {
                    service.bean(
                                    "alertWatchdogTidying",
                                    org.vitalwire.alert.work.WakeableLoop.class)
                            .wake();
                    assertThat(
                                    service.get(
                                                    "/api/v1/alerts?canary=true&state=all&limit=1000",
                                                    TestTokens.shared().token("operator"))
                                            .body()
                                            .size())
                            .isLessThan(12);
                });
    }

    private static void awaitBeating() {
        await("beats")
                .atMost(SOON)
                .until(() ->
                        canary().get("state").asString().equals("ok")
                                && canary().at("/figures/passageMillis").isNumber());
        int before = pings.count();
        await("pings").atMost(SOON).until(() -> pings.count() >= before + 2);
        await("the alert ends")
                .atMost(SOON)
                .until(() ->
                        status().get("alerts")
                                .valueStream()
                                .noneMatch(
                                        a -> a.get("kind").asString().equals("platform-silent")));
    }

    private static void silentAt(String stage) {
        await("silence at " + stage)
                .atMost(SOON)
                .untilAsserted(() -> {
                    assertThat(status().get("overall").asString()).isEqualTo("down");
                    assertThat(
                                    status().get("alerts")
                                            .valueStream()
                                            .filter(a ->
                                                    a.get("kind")
                                                            .asString()
                                                            .equals("platform-silent")))
                            .extracting(a -> a.get("subject").asString())
                            .containsExactly(stage);
                });
        int before = pings.count();
        await("no ping")
                .during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(3))
                .until(() -> pings.count() == before);
        assertThat(status().toString()).doesNotContain(Canary.PATIENT.value() + "\"");
    }

    private static JsonNode canary() {
        return status().get("parts")
                .valueStream()
                .filter(part -> part.get("name").asString().equals("canary"))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode status() {
        return service.get("/api/v1/status").body();
    }
}
