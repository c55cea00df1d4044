package org.vitalwire.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.event.OxygenTargetOrder;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.contracts.trace.TraceParent;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.kit.census.CensusDirectory;
import org.vitalwire.kit.kafka.BatchListeners;
import org.vitalwire.kit.kafka.EventPublisher;
import org.vitalwire.kit.kafka.Received;
import org.vitalwire.kit.kafka.RecordDecoder;
import org.vitalwire.kit.web.SseHub;
import org.vitalwire.testkit.SharedInfrastructure;
import org.vitalwire.testkit.TestTokens;

class ServiceKitIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final TestTokens TOKENS = TestTokens.shared();
    private static final TraceParent TRACE =
            TraceParent.parse("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                    .orElseThrow();

    @SuppressWarnings("NullAway.Init")
    private static ConfigurableApplicationContext service;

    @BeforeAll
    static void start() {
        service =
                new SpringApplicationBuilder(SmallService.class)
                        .run(
                                "--spring.config.location=classpath:service-defaults.yaml",
                                "--server.port=0",
                                "--vitalwire.kafka.bootstrap-servers="
                                        + SharedInfrastructure.bootstrapServers(),
                                "--vitalwire.security.issuer=" + TOKENS.issuer());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void everyPathButHealthAndOpenOnesNeedsAToken() throws Exception {
        assertThat(get("/actuator/health", null).statusCode()).isEqualTo(200);
        assertThat(get("/open", null).statusCode()).isEqualTo(200);
        assertThat(get("/me", null).statusCode()).isEqualTo(401);
        assertThat(get("/nowhere", null).statusCode()).isEqualTo(401);
        assertThat(get("/actuator/prometheus", null).statusCode()).isEqualTo(401);
        assertThat(get("/api/v1/openapi", null).statusCode()).isEqualTo(401);
    }

    @Test
    void expiredAndForeignTokensAreRefused() throws Exception {
        assertThat(get("/me", TOKENS.expiredToken("operator")).statusCode()).isEqualTo(401);
        assertThat(get("/me", TOKENS.foreignAudienceToken("operator")).statusCode()).isEqualTo(401);
        assertThat(get("/me", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.").statusCode()).isEqualTo(401);
    }

    @Test
    void rolesAreEnforced() throws Exception {
        assertThat(get("/operators", TOKENS.token("operator")).statusCode()).isEqualTo(200);
        assertThat(get("/operators", TOKENS.token("clinician")).statusCode()).isEqualTo(403);
        assertThat(get("/actuator/prometheus", TOKENS.token("operator")).statusCode())
                .isEqualTo(200);
        assertThat(get("/actuator/prometheus", TOKENS.token("clinician")).statusCode())
                .isEqualTo(403);
    }

    @Test
    void aPatientOfAnotherUnitIsNotThere() throws Exception {
        EventPublisher publisher = service.getBean(EventPublisher.class);
        publisher
                .publish(EventCodecs.CENSUS_ENTRY, "kit-patient", censusEntry("ward-a"), null)
                .join();
        CensusDirectory census = service.getBean(CensusDirectory.class);
        await().until(() -> census.find(new PatientId("kit-patient")).isPresent());

        assertThat(statusOfPatient("ward-a")).isEqualTo(200);
        assertThat(statusOfPatient("*")).isEqualTo(200);
        assertThat(statusOfPatient("ward-b")).isEqualTo(404);
        assertThat(get("/patients/unheard-of", TOKENS.token("clinician", "ward-a")).statusCode())
                .isEqualTo(404);

        publisher.tombstone(Topic.PATIENTS, "kit-patient").join();
        await().until(() -> census.find(new PatientId("kit-patient")).isEmpty());
        assertThat(statusOfPatient("ward-a")).isEqualTo(404);
    }

    @Test
    void problemsCarryACode() throws Exception {
        HttpResponse<String> response = get("/problem", TOKENS.token("operator"));
        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(response.headers().firstValue("content-type").orElse(""))
                .contains("application/problem+json");
        assertThat(response.body()).contains("\"code\":\"TAKEN\"").contains("It is taken.");
    }

    @Test
    void aLiveStreamBeatsAndBeginsWithWhatWasMissed() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        HttpResponse<Stream<String>> stream =
                HTTP.send(
                        request("/words", TOKENS.token("clinician")),
                        HttpResponse.BodyHandlers.ofLines());
        Thread reader = Thread.ofVirtual().start(() -> stream.body().forEach(lines::add));
        await().until(() -> lines.contains("id:missed"));
        SseHub<?> hub = service.getBean(SseHub.class);
        await().until(() -> hub.subscriberCount() == 1);
        await().until(() -> lines.stream().filter("event:heartbeat"::equals).count() > 2);
        reader.interrupt();
    }

    @Test
    void whatComesAfterAQuietTimeIsHandedOnAtOnce() {
        Duration quiet = Duration.ofMillis(700); // longer than a fetch waits at the broker
        List<String> taken = new CopyOnWriteArrayList<>();
        ConcurrentMessageListenerContainer<String, byte[]> container =
                service.getBean(BatchListeners.class)
                        .listen(
                                "kit-quiet",
                                Topic.HELD_BACK,
                                1,
                                Map.of(),
                                batch -> batch.forEach(record -> taken.add(record.key())));
        container.start();
        try {
            send("first");
            await().atMost(Duration.ofSeconds(30)).until(() -> taken.contains("first"));
            for (String key : List.of("second", "third", "fourth")) {
                await().pollDelay(quiet).until(() -> true);
                send(key);
                // It had been 4 s.
                await().atMost(Duration.ofSeconds(2)).until(() -> taken.contains(key));
            }
        } finally {
            container.stop();
        }
    }

    private static void send(String key) {
        SharedInfrastructure.kafka().probe().produce("held-back.v1", key, new byte[] {1});
    }

    @Test
    void aBatchThatIsNotKeptComesAgainWholeAndNothingIsSkipped() {
        List<String> kept = new CopyOnWriteArrayList<>();
        AtomicInteger attempts = new AtomicInteger();
        ConcurrentMessageListenerContainer<String, byte[]> container =
                service.getBean(BatchListeners.class)
                        .listen(
                                "kit-retry",
                                Topic.WAVEFORMS,
                                1,
                                Map.of(),
                                batch -> {
                                    if (attempts.incrementAndGet() <= 3) {
                                        throw new IllegalArgumentException("store is away");
                                    }
                                    batch.forEach(record -> kept.add(record.key()));
                                });
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String key = "device-" + i;
            SharedInfrastructure.kafka().probe().produce("waveforms.v1", key, new byte[] {1});
            sent.add(key);
        }
        container.start();
        try {
            await().atMost(Duration.ofSeconds(30)).until(() -> kept.size() >= 20);
            assertThat(kept).containsExactlyInAnyOrderElementsOf(sent);
            assertThat(attempts).hasValueGreaterThan(3);
            assertThat(
                            service.getBean(MeterRegistry.class)
                                    .get("vitalwire.batches.retried")
                                    .tag("group", "kit-retry")
                                    .counter()
                                    .count())
                    .as("a listener never fails in silence")
                    .isGreaterThanOrEqualTo(3);
        } finally {
            container.stop();
        }
    }

    @Test
    void aRecordThatIsNoEventIsQuarantinedAndItsNeighboursPass() {
        OxygenTargetOrder order =
                new OxygenTargetOrder(
                        new PatientId("P1"), 2, Instant.parse("2026-11-22T10:00:00Z"), "clinician");
        List<ConsumerRecord<String, byte[]>> batch =
                List.of(
                        record("P1", "not an event".getBytes(StandardCharsets.UTF_8)),
                        record("P1", EventCodecs.OXYGEN_TARGET_ORDER.encode(order)));
        List<Received<OxygenTargetOrder>> events =
                service.getBean(RecordDecoder.class).decode(EventCodecs.OXYGEN_TARGET_ORDER, batch);
        assertThat(events).extracting(Received::event).containsExactly(order);
        assertThat(
                        SharedInfrastructure.kafka().probe().read("rejected.v1").stream()
                                .map(r -> EventCodecs.REJECTED_PAYLOAD.decode(r.value()))
                                .map(r -> r.payload().toStringUtf8()))
                .contains("not an event");
    }

    @Test
    void theTraceTravelsInTheHeader() {
        service.getBean(EventPublisher.class)
                .publish(
                        EventCodecs.OXYGEN_TARGET_ORDER,
                        "traced",
                        new OxygenTargetOrder(
                                new PatientId("traced"),
                                1,
                                Instant.parse("2026-11-22T10:00:00Z"),
                                "clinician"),
                        TRACE)
                .join();
        ConsumerRecord<String, byte[]> record =
                SharedInfrastructure.kafka().probe().read("scoring-orders.v1").stream()
                        .filter(r -> r.key().equals("traced"))
                        .findFirst()
                        .orElseThrow();
        assertThat(record.headers().lastHeader("traceparent").value())
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo(TRACE.header());
        assertThat(record.headers().lastHeader("event-type").value())
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo("vitalwire.v1.OxygenTargetOrderEvent");
    }

    private static CensusEntry censusEntry(String unit) {
        return new CensusEntry(
                new PatientId("kit-patient"),
                Optional.of("SIM Kit"),
                Optional.empty(),
                Optional.of(unit),
                Optional.empty(),
                true);
    }

    private static ConsumerRecord<String, byte[]> record(String key, byte[] value) {
        return new ConsumerRecord<>("scoring-orders.v1", 0, 7, key, value);
    }

    private static int statusOfPatient(String unit) throws IOException, InterruptedException {
        return get("/patients/kit-patient", TOKENS.token("clinician", unit)).statusCode();
    }

    private static HttpResponse<String> get(String path, @Nullable String token)
            throws IOException, InterruptedException {
        return HTTP.send(request(path, token), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest request(String path, @Nullable String token) {
        String port = service.getEnvironment().getProperty("local.server.port");
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        return (token == null ? request : request.header("Authorization", "Bearer " + token))
                .build();
    }
}
