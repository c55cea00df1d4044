package org.vitalwire.ingest;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.vitalwire.contracts.event.AssociationHistory;
import org.vitalwire.contracts.event.AssociationPeriod;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.topic.Keys;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.embedded.ServiceDatabase;
import org.vitalwire.testkit.EventProbe;
import org.vitalwire.testkit.SharedInfrastructure;
import org.vitalwire.testkit.TestTokens;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as it runs in production, on real Kafka and PostgreSQL, and how to talk to it. */
final class RunningIngest implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ServiceDatabase database;
    private ConfigurableApplicationContext context;

    private RunningIngest(ServiceDatabase database) {
        this.database = database;
        this.context = run(database);
    }

    static RunningIngest start() {
        SharedInfrastructure.startAll();
        return new RunningIngest(SharedInfrastructure.newDatabase("ingest"));
    }

    /** Stops the service and starts it on the same database. */
    void restart() {
        context.close();
        context = run(database);
    }

    private static ConfigurableApplicationContext run(ServiceDatabase database) {
        return new SpringApplicationBuilder(IngestApplication.class)
                .properties("spring.config.name=ingest-service")
                .run(
                        "--server.port=0",
                        "--logging.structured.format.console=",
                        "--vitalwire.kafka.bootstrap-servers="
                                + SharedInfrastructure.bootstrapServers(),
                        "--vitalwire.kafka.partitions=3",
                        "--vitalwire.security.issuer=" + TestTokens.shared().issuer(),
                        "--vitalwire.ingest.database.url=" + database.jdbcUrl(),
                        "--vitalwire.ingest.database.username=" + database.username(),
                        "--vitalwire.ingest.database.password=" + database.password());
    }

    ServiceDatabase database() {
        return database;
    }

    EventProbe events() {
        return SharedInfrastructure.kafka().events();
    }

    /** In order, with one producer for all. */
    void publish(List<Reading> readings) {
        SharedInfrastructure.kafka()
                .probe()
                .produceAll(
                        readings.stream()
                                .map(reading ->
                                        new ProducerRecord<>(
                                                EventCodecs.READING.topic().topicName(),
                                                Keys.of(reading),
                                                EventCodecs.READING.encode(reading)))
                                .toList());
    }

    /** An answer: its status, and its body where it is JSON. */
    record Answer(int status, JsonNode body) {}

    Answer get(String path, String token) {
        try {
            HttpResponse<String> response =
                    HTTP.send(request(path, token).build(), HttpResponse.BodyHandlers.ofString());
            String body = response.body();
            return new Answer(
                    response.statusCode(),
                    body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Answer post(String path, String json, String token) {
        try {
            HttpResponse<String> response =
                    HTTP.send(
                            request(path, token)
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(json))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            String body = response.body();
            return new Answer(
                    response.statusCode(),
                    body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Whatever the body is. */
    HttpResponse<byte[]> getBytes(String path, String token) {
        try {
            return HTTP.send(request(path, token).build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Comes again, as a client does, when it is told that the database does not answer. */
    JsonNode getOk(String path, String role) {
        Answer answer =
                await().atMost(Duration.ofSeconds(30))
                        .until(
                                () -> get(path, TestTokens.shared().token(role)),
                                given -> given.status() != 503);
        if (answer.status() != 200) {
            throw new AssertionError(path + ": " + answer);
        }
        return answer.body();
    }

    HttpRequest.Builder request(String path, String token) {
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", "Bearer " + token);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    void admit(String patient, String careUnit) {
        events().publish(
                        EventCodecs.CENSUS_ENTRY,
                        patient,
                        new CensusEntry(
                                new PatientId(patient),
                                Optional.of("Name of " + patient),
                                Optional.empty(),
                                Optional.of(careUnit),
                                Optional.empty(),
                                true));
    }

    static AssociationPeriod period(String patient, Instant from, Optional<Instant> to) {
        return new AssociationPeriod(
                patient + "-" + from.toEpochMilli(),
                new PatientId(patient),
                Optional.of("bed-1"),
                from,
                to,
                "tester");
    }

    void associate(String device, AssociationPeriod... periods) {
        events().publish(
                        EventCodecs.ASSOCIATION_HISTORY,
                        device,
                        new AssociationHistory(new DeviceId(device), List.of(periods)));
    }

    @Override
    public void close() {
        context.close();
    }
}
