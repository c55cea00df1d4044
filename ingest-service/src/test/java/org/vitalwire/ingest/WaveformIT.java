package org.vitalwire.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.reading.ClockQuality;
import org.vitalwire.contracts.reading.Lane;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.waveform.Samples;
import org.vitalwire.contracts.waveform.WaveformPacket;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.testkit.SharedInfrastructure;
import org.vitalwire.testkit.TestReading;
import org.vitalwire.testkit.TestTokens;
import tools.jackson.databind.JsonNode;

/** Waves from topic to answer. Each test has devices and patients of its own. */
class WaveformIT {

    private static final int HERTZ = 500;
    private static final VitalSign[] CHANNELS = {VitalSign.ECG_LEAD_II, VitalSign.PLETH};

    private static RunningIngest service;

    private final String suffix = UUID.randomUUID().toString().substring(0, 8);
    private final String device = "monitor-" + suffix;
    private final String patient = "patient-" + suffix;

    /** Begins with a row of its own, some minutes ago. */
    private final Instant start =
            Instant.ofEpochSecond(Instant.now().getEpochSecond() / 10 * 10).minusSeconds(90);

    @BeforeAll
    static void start() {
        service = RunningIngest.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aMinuteInSecondsIsSixRowsOfEachChannelAndSendingItAgainAddsNothing() {
        onDevice(start.minusSeconds(60), Optional.empty());
        List<WaveformPacket> minute = minute();

        publish(minute);
        awaitSamples(60L * HERTZ * CHANNELS.length);
        assertThat(rows()).isEqualTo(6L * CHANNELS.length);

        double duplicates = samples("duplicate");
        publish(minute.reversed());
        await().until(() -> samples("duplicate") >= duplicates + 60.0 * HERTZ * CHANNELS.length);
        assertThat(rows()).isEqualTo(6L * CHANNELS.length);
        assertThat(stored()).isEqualTo(60L * HERTZ * CHANNELS.length);

        List<Float> values = awaitValues(patient, "ecg-lead-ii", 60 * HERTZ);
        for (int i = 0; i < values.size(); i++) {
            assertThat(values.get(i)).isEqualTo((float) (raw(i) * 0.005));
        }
    }

    @Test
    void aDeviceThatChangesPatientsSplitsAtTheSample() {
        String other = "other-" + suffix;
        Instant change = start.plusMillis(20_250);
        service.admit(patient, "ward-a");
        service.admit(other, "ward-a");
        service.associate(
                device,
                RunningIngest.period(patient, start.minusSeconds(60), Optional.of(change)),
                RunningIngest.period(other, change, Optional.empty()));
        publish(minute());
        awaitSamples(60L * HERTZ * CHANNELS.length);

        awaitValues(patient, "pleth", 20 * HERTZ + HERTZ / 4);
        awaitValues(other, "pleth", 39 * HERTZ + HERTZ * 3 / 4);
        JsonNode after = ask(other, "pleth", start, start.plusSeconds(60));
        assertThat(Instant.parse(after.at("/packets/0/startedAt").asString())).isEqualTo(change);
        assertThat(
                        service.get(
                                        "/api/v1/patients/" + patient + "/waveforms?sign=pleth",
                                        TestTokens.shared().token("clinician", "ward-b"))
                                .status())
                .isEqualTo(404);
    }

    @Test
    void ofADeviceWhoseClockIsOffTheSecondsAroundAHandoverAreOnNobody() {
        Duration offset = Duration.ofSeconds(5);
        String other = "other-" + suffix;
        Instant change = start.plusSeconds(20);
        service.admit(patient, "ward-a");
        service.admit(other, "ward-a");
        service.associate(
                device,
                RunningIngest.period(patient, start.minusSeconds(60), Optional.of(change)),
                RunningIngest.period(other, change, Optional.empty()));
        Reading onTime = TestReading.of(device, start).value(VitalSign.SPO2, 97).build();
        service.publish(
                List.of(
                        new Reading(
                                onTime.messageId(),
                                onTime.deviceId(),
                                onTime.patientId(),
                                onTime.bed(),
                                onTime.measuredAt(),
                                offset,
                                ClockQuality.OFFSET,
                                onTime.receivedAt(),
                                onTime.lane(),
                                onTime.values(),
                                onTime.synthetic())));
        await().until(() ->
                service.getOk("/api/v1/storage/rows?device=" + device, "operator")
                                .get("rows")
                                .asLong()
                        == 1);
        publish(minute());
        awaitSamples(60L * HERTZ * CHANNELS.length);

        // By the device's time the first 20 s are the patient's, by ours the first 15 s.
        awaitValues(patient, "pleth", 15 * HERTZ);
        awaitValues(other, "pleth", 40 * HERTZ);
    }

    @Test
    void theLiveViewShowsWholeSecondsOfThePatientTheDeviceIsOnAndEndsWhenThatChanges()
            throws Exception {
        onDevice(start.minusSeconds(60), Optional.empty());
        String path = "/api/v1/devices/" + device + "/live";
        await().until(() ->
                service.get("/api/v1/board", TestTokens.shared().token("clinician", "ward-a"))
                        .body()
                        .toString()
                        .contains(patient));
        assertThat(service.get(path, TestTokens.shared().token("clinician", "ward-b")).status())
                .isEqualTo(404);
        assertThat(service.get(path, TestTokens.shared().token("auditor", "*")).status())
                .isEqualTo(403);

        HttpResponse<InputStream> response =
                HttpClient.newHttpClient()
                        .send(
                                service.request(
                                                path,
                                                TestTokens.shared().token("clinician", "ward-a"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            untilLine(lines, "event:heartbeat");
            // Half-second packets, again and again until the tail has found the topic's end.
            Thread device = Thread.ofVirtual().start(this::sendHalfSeconds);
            untilLine(lines, "event:waveform");
            String first = untilLine(lines, "data:");
            assertThat(first)
                    .contains("\"sign\":\"pleth\"")
                    .contains("\"hz\":100.0")
                    .contains("\"synthetic\":true");
            device.interrupt();
            service.associate(
                    this.device,
                    RunningIngest.period(
                            patient,
                            start.minusSeconds(60),
                            Optional.of(Instant.now().minusSeconds(1))));
            while (lines.readLine() != null) {
                // until the service ends the stream
            }
        }
    }

    private void sendHalfSeconds() {
        Instant at = Instant.ofEpochSecond(Instant.now().getEpochSecond());
        for (int i = 0; i < 200 && !Thread.currentThread().isInterrupted(); i++) {
            int[] raw = new int[50];
            publish(List.of(packet(VitalSign.PLETH, at.plusMillis(500L * i), 100, raw)));
        }
    }

    private static String untilLine(BufferedReader lines, String part) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.contains(part)) {
                return line;
            }
        }
        throw new AssertionError("stream ended before " + part);
    }

    @Test
    void oldWavesAreForgottenAndNewOnesKept() {
        Instant old = start.minus(Duration.ofDays(20));
        publish(List.of(packet(VitalSign.PLETH, old, 100, new int[100])));
        publish(List.of(packet(VitalSign.PLETH, start, 100, new int[100])));
        awaitSamples(200);

        database().jdbc().sql("CALL maintain(now(), 0, '{\"waveform\": \"P7D\"}', NULL)").update();

        assertThat(stored()).isEqualTo(100);
        assertThat(
                        database()
                                .jdbc()
                                .sql(
                                        """
                                        SELECT count(*) FROM pg_class
                                         WHERE relname = 'waveform_%s'\
                                        """
                                                .formatted(
                                                        old.toString()
                                                                .substring(0, 10)
                                                                .replace("-", "")))
                                .query(Long.class)
                                .single())
                .isZero();
    }

    private void onDevice(Instant from, Optional<Instant> to) {
        service.admit(patient, "ward-a");
        service.associate(device, RunningIngest.period(patient, from, to));
    }

    /** In packets of one second, both channels. */
    private List<WaveformPacket> minute() {
        List<WaveformPacket> packets = new ArrayList<>();
        for (int second = 0; second < 60; second++) {
            int[] raw = new int[HERTZ];
            for (int i = 0; i < HERTZ; i++) {
                raw[i] = raw(second * HERTZ + i);
            }
            for (VitalSign channel : CHANNELS) {
                packets.add(packet(channel, start.plusSeconds(second), HERTZ, raw));
            }
        }
        return packets;
    }

    private static int raw(int index) {
        return (int) Math.round(1_000 * Math.sin(index / 40.0)) + index % 7;
    }

    private WaveformPacket packet(VitalSign sign, Instant at, int hertz, int[] raw) {
        return new WaveformPacket(
                device + ":" + sign + ":" + at,
                new DeviceId(device),
                sign,
                at,
                hertz * 1_000,
                new WaveformPacket.Scale(0.005, 0),
                Samples.of(raw),
                at.plusSeconds(1),
                Lane.LIVE,
                true,
                Optional.empty());
    }

    private void publish(List<WaveformPacket> packets) {
        SharedInfrastructure.kafka()
                .probe()
                .produceAll(
                        packets.stream()
                                .map(packet ->
                                        new ProducerRecord<>(
                                                EventCodecs.WAVEFORM_PACKET.topic().topicName(),
                                                device,
                                                EventCodecs.WAVEFORM_PACKET.encode(packet)))
                                .toList());
    }

    private void awaitSamples(long count) {
        await().atMost(Duration.ofSeconds(30)).until(() -> stored() == count);
    }

    private static ServiceDatabase database() {
        return service.bean(ServiceDatabase.class);
    }

    private long stored() {
        return sum("coalesce(sum(n), 0)");
    }

    private long rows() {
        return sum("count(*)");
    }

    private long sum(String what) {
        return database()
                .jdbc()
                .sql(
                        "SELECT %s FROM waveform JOIN device USING (device_id) WHERE name = ?"
                                .formatted(what))
                .param(device)
                .query(Long.class)
                .single();
    }

    private static double samples(String result) {
        return service.bean(MeterRegistry.class)
                .get("vitalwire.ingest.waveform.samples")
                .tag("result", result)
                .counter()
                .count();
    }

    private static JsonNode ask(String patient, String sign, Instant from, Instant to) {
        return service.getOk(
                "/api/v1/patients/%s/waveforms?sign=%s&from=%s&to=%s"
                        .formatted(patient, sign, from, to),
                "clinician");
    }

    /** The ledger comes by a topic of its own, so it may come a little later. */
    private List<Float> awaitValues(String whose, String sign, int count) {
        await().untilAsserted(() ->
                assertThat(values(ask(whose, sign, start, start.plusSeconds(60)))).hasSize(count));
        return values(ask(whose, sign, start, start.plusSeconds(60)));
    }

    private static List<Float> values(JsonNode answer) {
        List<Float> values = new ArrayList<>();
        for (JsonNode packet : answer.get("packets")) {
            packet.get("samples").forEach(value -> values.add(value.floatValue()));
        }
        return values;
    }
}
