package org.vitalwire.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitalwire.simulator.device.ConnectionSettings;
import org.vitalwire.simulator.device.DeviceConnection;
import org.vitalwire.simulator.device.EnrolledDevice;
import org.vitalwire.simulator.device.ReadingMessage;
import org.vitalwire.simulator.platform.TokenSource;
import org.vitalwire.simulator.platform.VitalwireClient;
import org.vitalwire.testkit.FaultableKafka;
import org.vitalwire.testkit.SharedInfrastructure;
import org.vitalwire.testkit.TestTokens;

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

    /** Five here, for the suite's time; 20 and more by {@code -Dvitalwire.test.kills=20}. */
    private static final int KILLS = Integer.getInteger("vitalwire.test.kills", 5);

    private static final TestTokens TOKENS = TestTokens.shared();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static FiveProcesses five;

    @BeforeAll
    static void start() {
        five = FiveProcesses.start(directory, PATIENCE);
    }

    @AfterAll
    static void stop() {
        five.close();
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
        long memoryBefore = five.kilobytes(FiveProcesses.GATEWAY);
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
        assertThat(five.kilobytes(FiveProcesses.GATEWAY) - memoryBefore)
                .as("memory of the gateway during the outage, kB")
                .isLessThan(200_000);
        // Both at once: what starts without Kafka has nothing but the clients' own memory.
        five.killAndStart(FiveProcesses.GATEWAY);
        kafka.start();

        long all = (long) DEVICES * sent;
        await().atMost(PATIENCE).until(() -> total(taken) == all);
        for (int d = 0; d < DEVICES; d++) {
            awaitRows("outage-" + d, sent);
            devices.get(d).close();
        }
    }

    @Test
    void theGatewayKilledAgainAndAgainUnderLoadLosesAndDoublesNothing() throws Exception {
        List<DeviceConnection> devices = new ArrayList<>();
        List<ConcurrentSkipListSet<Instant>> taken = new ArrayList<>();
        for (int d = 0; d < DEVICES; d++) {
            ConcurrentSkipListSet<Instant> times = new ConcurrentSkipListSet<>();
            taken.add(times);
            devices.add(connect("killed-" + d, "killed-patient-" + d, times));
        }
        long seed = Long.getLong("vitalwire.test.seed", System.nanoTime());
        Random moments = new Random(seed);
        AtomicBoolean go = new AtomicBoolean(true);
        AtomicInteger sent = new AtomicInteger();
        Instant begin = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        CountDownLatch never = new CountDownLatch(1);
        Thread load =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                while (go.get()) {
                                    send(devices, begin, sent.getAndIncrement(), 1);
                                    assertThat(never.await(20, TimeUnit.MILLISECONDS)).isFalse();
                                }
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        for (int kill = 0; kill < KILLS; kill++) {
            long before = total(taken);
            await("acknowledged after kill " + kill)
                    .atMost(PATIENCE)
                    .until(() -> total(taken) > before + DEVICES);
            // The moment is what is tried: in the middle of whatever is under way.
            assertThat(never.await(moments.nextInt(1_500), TimeUnit.MILLISECONDS)).isFalse();
            five.killAndStart(FiveProcesses.GATEWAY);
        }
        go.set(false);
        load.join();

        await("all acknowledged, seed " + seed)
                .atMost(PATIENCE)
                .until(() -> total(taken) == (long) DEVICES * sent.get());
        for (int d = 0; d < DEVICES; d++) {
            awaitRows("killed-" + d, sent.get());
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
                            !five.get("alert-service", "/api/v1/alerts?patient=five-patient")
                                    .isEmpty());
            await().atMost(PATIENCE)
                    .until(() ->
                            five.get("ehr-bridge", "/fhir/Observation?patient=five-patient")
                                            .get("total")
                                            .asInt()
                                    >= 2);
            assertThat(
                            five.get(
                                            "ingest-service",
                                            "/api/v1/patients/five-patient/vitals/latest")
                                    .at("/vitals/heart-rate/value")
                                    .asInt())
                    .isEqualTo(72);
        }
    }

    /** Each reading of the device once: none is missing, none is there twice. */
    private static void awaitRows(String device, int expected) {
        String rows =
                "/api/v1/storage/rows?device="
                        + device
                        + "&from=2000-01-01T00:00:00Z&to=2100-01-01T00:00:00Z";
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(five.get("ingest-service", rows).get("rows").asInt())
                                .isEqualTo(expected));
    }

    private static DeviceConnection connect(
            String id, String patient, ConcurrentSkipListSet<Instant> taken)
            throws IOException, GeneralSecurityException {
        URI gateway = URI.create(five.url(FiveProcesses.GATEWAY, ""));
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
}
