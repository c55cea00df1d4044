package org.vitalwire.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitalwire.embedded.Ports;
import org.vitalwire.embedded.ServiceDatabase;
import org.vitalwire.simulator.device.ConnectionSettings;
import org.vitalwire.simulator.device.DeviceConnection;
import org.vitalwire.simulator.device.EnrolledDevice;
import org.vitalwire.simulator.device.ReadingMessage;
import org.vitalwire.simulator.platform.TokenSource;
import org.vitalwire.simulator.platform.VitalwireClient;
import org.vitalwire.testkit.FaultableKafka;
import org.vitalwire.testkit.ServiceProcess;
import org.vitalwire.testkit.SharedInfrastructure;
import org.vitalwire.testkit.TestTokens;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The five services as five processes, from their own jars, against a Kafka and a PostgreSQL that
 * something else started.
 */
// First, because it mostly waits while the others run beside it.
@Order(1)
class FiveProcessesIT {

    /** Longer than Kafka's own patience with a send (120 s by default, which would lose). */
    private static final Duration OUTAGE =
            Duration.ofSeconds(Long.getLong("vitalwire.test.outage-seconds", 180));

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int DEVICES = 20;
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final TestTokens TOKENS = TestTokens.shared();

    private static final Map<String, Integer> HTTP_PORTS =
            Map.of(
                    "device-gateway", Ports.free(),
                    "ingest-service", Ports.free(),
                    "analytics-service", Ports.free(),
                    "alert-service", Ports.free(),
                    "ehr-bridge", Ports.free());

    private static final Map<String, ServiceProcess> PROCESSES = new LinkedHashMap<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path directory;

    @BeforeAll
    static void start() {
        SharedInfrastructure.startAll();
        ServiceDatabase gateway = SharedInfrastructure.newDatabase("gateway");
        int mqttPort = Ports.free();
        start(
                "device-gateway",
                gateway,
                "vitalwire.gateway",
                "vitalwire.gateway.mqtt.port=" + mqttPort,
                "vitalwire.gateway.certificates.directory=" + directory.resolve("ca"));
        start(
                "ingest-service",
                SharedInfrastructure.addService(gateway, "ingest"),
                "vitalwire.ingest");
        start(
                "analytics-service",
                null,
                "",
                "vitalwire.analytics.state-directory=" + directory.resolve("streams"));
        start(
                "alert-service",
                SharedInfrastructure.addService(gateway, "alert"),
                "vitalwire.alert");
        start("ehr-bridge", SharedInfrastructure.addService(gateway, "ehr"), "vitalwire.ehr");
        PROCESSES.forEach((service, process) ->
                process.awaitHealthy(
                        "http://localhost:"
                                + HTTP_PORTS.get(service)
                                + "/actuator/health/readiness",
                        PATIENCE));
    }

    @AfterAll
    static void stop() {
        PROCESSES.values().forEach(ServiceProcess::close);
    }

    @Test
    void anOutageOfKafkaPausesAndLosesNothing() throws Exception {
        List<DeviceConnection> devices = new ArrayList<>();
        List<ConcurrentSkipListSet<Instant>> taken = new ArrayList<>();
        for (int d = 0; d < DEVICES; d++) {
            ConcurrentSkipListSet<Instant> times = new ConcurrentSkipListSet<>();
            taken.add(times);
            devices.add(connect("outage-" + d, "outage-patient-" + d, times));
        }
        Instant begin = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        send(devices, begin, 0, 20);
        await().atMost(PATIENCE).until(() -> total(taken) == DEVICES * 20L);

        FaultableKafka kafka = SharedInfrastructure.kafka();
        kafka.stop();
        long memoryBefore = residentKilobytes(gateway());
        Instant stopped = Instant.now();
        int sent = 20;
        CountDownLatch never = new CountDownLatch(1);
        while (Duration.between(stopped, Instant.now()).compareTo(OUTAGE) < 0) {
            send(devices, begin, sent, 5);
            sent += 5;
            // Not a wait for something to happen: the outage itself takes its time.
            assertThat(never.await(1, TimeUnit.SECONDS)).isFalse();
            assertThat(total(taken)).as("no PUBACK without Kafka").isEqualTo(DEVICES * 20L);
        }
        assertThat(residentKilobytes(gateway()) - memoryBefore)
                .as("memory of the gateway during the outage, kB")
                .isLessThan(200_000);
        kafka.start();

        long all = (long) DEVICES * sent;
        await().atMost(PATIENCE).until(() -> total(taken) == all);
        for (int d = 0; d < DEVICES; d++) {
            String rows =
                    "/api/v1/storage/rows?device=outage-"
                            + d
                            + "&from=2000-01-01T00:00:00Z&to=2100-01-01T00:00:00Z";
            int expected = sent;
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(get("ingest-service", rows).get("rows").asInt())
                                    .isEqualTo(expected));
            devices.get(d).close();
        }
    }

    @Test
    void aReadingBecomesAnAlertAndAnObservationAcrossProcesses() throws Exception {
        ConcurrentSkipListSet<Instant> taken = new ConcurrentSkipListSet<>();
        try (DeviceConnection device = connect("five-1", "five-patient", taken)) {
            Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            offer(device, now, "\"heart-rate\":72,\"spo2\":50");
            await().atMost(PATIENCE).until(() -> taken.contains(now));
            await().atMost(PATIENCE)
                    .until(() ->
                            !get("alert-service", "/api/v1/alerts?patient=five-patient").isEmpty());
            await().atMost(PATIENCE)
                    .until(() ->
                            get("ehr-bridge", "/fhir/Observation?patient=five-patient")
                                            .get("total")
                                            .asInt()
                                    >= 2);
            assertThat(
                            get("ingest-service", "/api/v1/patients/five-patient/vitals/latest")
                                    .at("/vitals/heart-rate/value")
                                    .asInt())
                    .isEqualTo(72);
        }
    }

    private static ServiceProcess gateway() {
        return Objects.requireNonNull(PROCESSES.get("device-gateway"));
    }

    private static void start(
            String service,
            @org.jspecify.annotations.Nullable ServiceDatabase database,
            String prefix,
            String... properties) {
        ServiceProcess.Builder process =
                ServiceProcess.jar(
                                Path.of(
                                                "..",
                                                service,
                                                "target",
                                                service + "-0.1.0-SNAPSHOT-exec.jar")
                                        .toAbsolutePath())
                        .jvmArguments("-Xmx384m")
                        .property("server.port", Objects.requireNonNull(HTTP_PORTS.get(service)))
                        .property(
                                "vitalwire.kafka.bootstrap-servers",
                                SharedInfrastructure.bootstrapServers())
                        .property("vitalwire.security.issuer", TOKENS.issuer());
        if (database != null) {
            process.property(prefix + ".database.url", database.jdbcUrl())
                    .property(prefix + ".database.username", database.username())
                    .property(prefix + ".database.password", database.password());
        }
        for (String property : properties) {
            String[] nameAndValue = property.split("=", 2);
            process.property(nameAndValue[0], nameAndValue[1]);
        }
        PROCESSES.put(service, process.start());
    }

    private static DeviceConnection connect(
            String id, String patient, ConcurrentSkipListSet<Instant> taken)
            throws IOException, GeneralSecurityException {
        URI gateway = URI.create("http://localhost:" + HTTP_PORTS.get("device-gateway"));
        try (VitalwireClient client =
                new VitalwireClient(gateway, TokenSource.fixed(TOKENS.token("operator")))) {
            EnrolledDevice device = client.enrol(id, "bedside-monitor", directory.resolve("keys"));
            client.associate(id, patient, null, Instant.parse("2020-01-01T00:00:00Z"));
            return DeviceConnection.open(
                    device,
                    ConnectionSettings.DEFAULT,
                    (message, code) -> {
                        if (code < 0x80) {
                            taken.add(message.measured());
                        }
                    });
        }
    }

    private static void send(List<DeviceConnection> devices, Instant begin, int from, int count)
            throws InterruptedException {
        for (DeviceConnection device : devices) {
            for (int i = from; i < from + count; i++) {
                offer(device, begin.plusMillis(i), "\"heart-rate\":70,\"spo2\":97");
            }
        }
    }

    private static void offer(DeviceConnection device, Instant measured, String values)
            throws InterruptedException {
        device.put(
                new ReadingMessage(
                        measured,
                        "{\"time\":\"%s\",\"values\":{%s}}"
                                .formatted(measured, values)
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        2));
    }

    private static long total(List<ConcurrentSkipListSet<Instant>> taken) {
        return taken.stream().mapToLong(ConcurrentSkipListSet::size).sum();
    }

    private static long residentKilobytes(ServiceProcess process) throws IOException {
        return java.nio.file.Files.readAllLines(Path.of("/proc", process.pid() + "", "status"))
                .stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode get(String service, String path)
            throws IOException, InterruptedException {
        HttpResponse<String> response =
                HTTP.send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                "http://localhost:"
                                                        + HTTP_PORTS.get(service)
                                                        + path))
                                .header(
                                        "Authorization",
                                        "Bearer "
                                                + TOKENS.token(
                                                        "everyone",
                                                        List.of(
                                                                "operator",
                                                                "clinician",
                                                                "integrator"),
                                                        List.of("*")))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(service + path + response.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(response.body());
    }
}
