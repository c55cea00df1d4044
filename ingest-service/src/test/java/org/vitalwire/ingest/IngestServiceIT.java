package org.vitalwire.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.vitalwire.contracts.vitals.ValueFlag.IMPLAUSIBLE;
import static org.vitalwire.contracts.vitals.VitalSign.CONSCIOUSNESS;
import static org.vitalwire.contracts.vitals.VitalSign.HEART_RATE;
import static org.vitalwire.contracts.vitals.VitalSign.SPO2;
import static org.vitalwire.contracts.vitals.VitalSign.TEMPERATURE;

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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.DeviceStatus;
import org.vitalwire.contracts.event.HeldBack;
import org.vitalwire.contracts.event.HeldBack.Reason;
import org.vitalwire.contracts.event.RejectedPayload;
import org.vitalwire.contracts.event.Score;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.testkit.SharedInfrastructure;
import org.vitalwire.testkit.TestReading;
import org.vitalwire.testkit.TestTokens;
import tools.jackson.databind.JsonNode;

/** The service from topic to answer. Each test has devices and patients of its own. */
class IngestServiceIT {

    private static RunningIngest service;

    private final String suffix = UUID.randomUUID().toString().substring(0, 8);
    private final String device = "monitor-" + suffix;
    private final String patient = "patient-" + suffix;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @BeforeAll
    static void start() {
        service = RunningIngest.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private TestReading reading(Instant at) {
        return TestReading.of(device, at).patient(patient);
    }

    private void publish(TestReading... readings) {
        service.publish(Arrays.stream(readings).map(TestReading::build).toList());
    }

    /** One reading a second, back from now. */
    private List<Reading> heartRates(int first, int end) {
        return IntStream.range(first, end)
                .mapToObj(i -> reading(now.minusSeconds(i)).value(HEART_RATE, 70).build())
                .toList();
    }

    private void onDevice() {
        service.admit(patient, "ward-a");
        service.associate(
                device,
                RunningIngest.period(patient, now.minus(Duration.ofHours(2)), Optional.empty()));
    }

    private JsonNode latest() {
        return service.getOk("/api/v1/patients/" + patient + "/vitals/latest", "clinician")
                .get("vitals");
    }

    private long rows() {
        return service.getOk("/api/v1/storage/rows?device=" + device, "operator")
                .get("rows")
                .asLong();
    }

    private void awaitRows(long count) {
        await().atMost(Duration.ofSeconds(30)).until(() -> rows() == count);
    }

    @Test
    void readingBecomesTheLatestValueWithItsAgeUnitAndFlags() {
        onDevice();
        publish(
                reading(now.minusSeconds(10))
                        .value(HEART_RATE, 72)
                        .value(TEMPERATURE, 36.9)
                        .value(CONSCIOUSNESS, 0)
                        .value(SPO2, 12, IMPLAUSIBLE));
        await().atMost(Duration.ofSeconds(20)).until(() -> latest().has("spo2"));

        JsonNode heartRate = latest().get("heart-rate");
        assertThat(heartRate.get("value").asInt()).isEqualTo(72);
        assertThat(heartRate.get("unit").asString()).isEqualTo("/min");
        assertThat(heartRate.get("time").asString()).isEqualTo(now.minusSeconds(10).toString());
        assertThat(heartRate.get("ageSeconds").asLong()).isBetween(10L, 60L);
        assertThat(heartRate.get("lane").asString()).isEqualTo("LIVE");
        assertThat(heartRate.get("deviceId").asString()).isEqualTo(device);
        assertThat(latest().get("temperature").get("value").toString()).isEqualTo("36.9");
        assertThat(latest().get("consciousness").get("value").asString()).isEqualTo("A");
        assertThat(latest().get("spo2").get("flags").get(0).asString()).isEqualTo("implausible");
    }

    @Test
    void sameTopicReadTwiceStoresEachReadingOnce() {
        List<Reading> sent = heartRates(0, 50);
        service.publish(sent);
        awaitRows(50);
        service.publish(sent);
        publish(reading(now.plusSeconds(1)).value(HEART_RATE, 70));
        awaitRows(51);
    }

    @Test
    void aPoisonousRowIsQuarantinedAndItsNeighboursPass() {
        Instant impossible = Instant.parse("-9000-01-01T00:00:00Z");
        List<Reading> batch = new ArrayList<>(heartRates(0, 20));
        batch.add(reading(impossible).messageId("poison-" + suffix).value(HEART_RATE, 70).build());
        batch.addAll(heartRates(20, 40));
        service.publish(batch);
        awaitRows(40);
        RejectedPayload rejected =
                service.events()
                        .awaitOne(
                                EventCodecs.REJECTED_PAYLOAD,
                                r -> r.messageId().equals(Optional.of("poison-" + suffix)));
        assertThat(rejected.code()).isEqualTo(FailureCode.ROW_REFUSED);
        assertThat(rejected.deviceId()).isEqualTo(device);
        assertThat(EventCodecs.READING.decode(rejected.payload().toByteArray()).measuredAt())
                .isEqualTo(impossible);
    }

    @Test
    void nothingIsLostWhileTheDatabaseIsAway() {
        publish(reading(now).value(HEART_RATE, 70));
        awaitRows(1);
        SharedInfrastructure.postgres().stop();
        try {
            service.publish(heartRates(1, 31));
            RunningIngest.Answer answer =
                    service.get("/api/v1/storage/rows?device=" + device, token("operator", "*"));
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body().get("code").asString()).isEqualTo("STORE_UNAVAILABLE");
        } finally {
            SharedInfrastructure.postgres().start();
        }
        awaitRows(31);
    }

    @Test
    void aReassignedMonitorSplitsAtTheRightInstant() {
        String other = "other-" + suffix;
        Instant handover = now.minusSeconds(60);
        service.admit(patient, "ward-a");
        service.admit(other, "ward-a");
        service.associate(
                device,
                RunningIngest.period(patient, now.minusSeconds(600), Optional.of(handover)),
                RunningIngest.period(other, handover, Optional.empty()));
        publish(reading(handover.minusMillis(1)).value(HEART_RATE, 61));
        publish(TestReading.of(device, handover).patient(other).value(HEART_RATE, 99));
        awaitRows(2);
        await().until(() -> latest().has("heart-rate"));

        assertThat(latest().get("heart-rate").get("value").asInt()).isEqualTo(61);
        JsonNode second =
                service.getOk(
                        "/api/v1/patients/%s/vitals?signs=heart-rate".formatted(other),
                        "clinician");
        assertThat(second.at("/series/heart-rate/points").size()).isEqualTo(1);
        assertThat(second.at("/series/heart-rate/points/0/value").asInt()).isEqualTo(99);

        // A correction re-attributes what is stored already.
        service.associate(
                device, RunningIngest.period(patient, now.minusSeconds(600), Optional.empty()));
        await().until(() -> latest().get("heart-rate").get("value").asInt() == 99);
        // The wrong patient has none of it any more: no value, no series, no place on the board.
        JsonNode wrong =
                service.getOk(
                        "/api/v1/patients/%s/vitals?signs=heart-rate".formatted(other),
                        "clinician");
        assertThat(wrong.at("/series/heart-rate/points").size()).isZero();
        assertThat(
                        service.getOk(
                                        "/api/v1/patients/%s/vitals/latest".formatted(other),
                                        "clinician")
                                .get("vitals")
                                .has("heart-rate"))
                .isFalse();
        await().untilAsserted(() ->
                assertThat(
                                service.get("/api/v1/board", token("clinician", "*"))
                                        .body()
                                        .get("patients"))
                        .noneMatch(row -> row.get("patientId").asString().equals(other)));
    }

    @Test
    void seriesIsRawWhenItFitsAndBucketsWhenNot() {
        onDevice();
        List<Reading> minute = new ArrayList<>(heartRates(0, 60));
        minute.set(7, reading(now.minusSeconds(7)).value(HEART_RATE, 900, IMPLAUSIBLE).build());
        service.publish(minute);
        awaitRows(60);
        String path =
                "/api/v1/patients/%s/vitals?signs=heart-rate,spo2&from=%s&to=%s&points="
                        .formatted(patient, now.minusSeconds(100), now.plusSeconds(1));
        await().until(() ->
                service.getOk(path + "60", "integrator").at("/series/heart-rate/points").size()
                        == 60);
        JsonNode raw = service.getOk(path + "60", "clinician");
        assertThat(raw.get("resolution").asString()).isEqualTo("raw");
        assertThat(raw.at("/series/spo2/points").size()).isZero();
        assertThat(raw.at("/series/heart-rate/unit").asString()).isEqualTo("/min");

        JsonNode buckets = service.getOk(path + "10", "clinician");
        assertThat(buckets.get("resolution").asString()).isEqualTo("buckets");
        JsonNode points = buckets.at("/series/heart-rate/points");
        assertThat(points.size()).isBetween(6, 10);
        long n = 0;
        boolean flagged = false;
        for (JsonNode point : points) {
            assertThat(point.get("value").asDouble()).isEqualTo(70);
            assertThat(point.get("max").asInt()).isEqualTo(70);
            n += point.get("n").asLong();
            flagged |= point.get("flags").toString().contains("implausible");
        }
        assertThat(n).isEqualTo(59);
        assertThat(flagged).isTrue();
    }

    @Test
    void badParametersAreProblemsWithACode() {
        onDevice();
        String base = "/api/v1/patients/" + patient + "/vitals";
        String token = TestTokens.shared().token("clinician");
        assertProblem(base + "?signs=aura", token, "UNKNOWN_SIGN");
        assertProblem(base, token, "NO_SIGNS");
        assertProblem(base + "?signs=spo2&points=0", token, "BAD_POINTS");
        assertProblem(base + "?signs=spo2&points=5001", token, "BAD_POINTS");
        assertProblem(base + "?signs=spo2&points=many", token, "BAD_POINTS");
        assertProblem(base + "?signs=spo2&from=yesterday", token, "BAD_TIME");
        assertProblem(
                base + "?signs=spo2&from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
                token,
                "BAD_RANGE");
        assertProblem(
                base + "?signs=spo2&from=2024-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
                token,
                "RANGE_TOO_LONG");
    }

    private static void assertProblem(String path, String token, String code) {
        RunningIngest.Answer answer = service.get(path, token);
        assertThat(answer.status()).as(path).isEqualTo(400);
        assertThat(answer.body().get("code").asString()).as(path).isEqualTo(code);
    }

    @Test
    void scoreIsToldForWhatItIsWorthNow() {
        onDevice();
        String path = "/api/v1/patients/" + patient + "/scores/latest";
        String token = TestTokens.shared().token("clinician");
        assertThat(service.get(path, token).status()).isEqualTo(404);

        Score score = score(now.plusSeconds(3600), now.minusSeconds(1));
        service.events().publish(EventCodecs.SCORE, patient, score);
        service.events().publish(EventCodecs.SCORE, patient, score);
        await().until(() -> service.get(path, token).status() == 200);

        JsonNode answer = service.get(path, token).body();
        assertThat(answer.get("total").isNull()).isTrue();
        assertThat(answer.get("complete").asBoolean()).isFalse();
        assertThat(answer.get("lowerBound").asInt()).isEqualTo(2);
        assertThat(answer.get("upperBound").asInt()).isEqualTo(5);
        assertThat(answer.get("risk").asString()).isEqualTo("low");
        assertThat(answer.get("riskIsLowerBound").asBoolean()).isTrue();
        assertThat(answer.get("missing").get(0).asString()).isEqualTo("temperature");
        assertThat(answer.at("/components/oxygen/value").asString()).isEqualTo("oxygen");
        assertThat(answer.at("/components/temperature/valid").asBoolean()).isFalse();
        assertThat(answer.at("/components/oxygen/points").asInt()).isEqualTo(2);
    }

    @Test
    void whatWasHeldBackIsToldWithItsReason() {
        onDevice();
        String path = "/api/v1/patients/" + patient + "/held-back";
        String token = TestTokens.shared().token("clinician");
        HeldBack earlier = heldBack(now.minusSeconds(60), "m1", 71);
        service.events().publish(EventCodecs.HELD_BACK, patient, earlier);
        service.events().publish(EventCodecs.HELD_BACK, patient, earlier);
        service.events()
                .publish(EventCodecs.HELD_BACK, patient, heldBack(now.minusSeconds(30), "m2", 43));
        await().until(() -> service.get(path, token).body().get("values").size() == 4);

        JsonNode answer = service.get(path, token).body();
        assertThat(answer.get("patientId").asString()).isEqualTo(patient);
        assertThat(answer.get("truncated").asBoolean()).isFalse();
        JsonNode value = answer.get("values").get(0);
        assertThat(value.get("sign").asString()).isEqualTo("spo2");
        assertThat(value.get("value").asInt()).isEqualTo(71);
        assertThat(value.get("unit").asString()).isEqualTo("%");
        assertThat(Instant.parse(value.get("measuredAt").asString()))
                .isEqualTo(earlier.measuredAt());
        assertThat(value.get("reason").asString()).isEqualTo("pulse-disagrees");
        assertThat(value.get("text").asString()).isEqualTo("pulse rate 120 /min, ECG 74 /min");
        assertThat(value.get("deviceId").asString()).isEqualTo(device);
        assertThat(answer.at("/values/2/value").asInt()).isEqualTo(43);

        String until = "?from=" + now.minusSeconds(3_600) + "&to=" + now.minusSeconds(45);
        assertThat(service.get(path + until, token).body().get("values").size()).isEqualTo(2);
        assertThat(service.get(path, TestTokens.shared().token("operator")).status())
                .isEqualTo(403);
        assertThat(service.get(path, TestTokens.shared().token("clinician", "elsewhere")).status())
                .isEqualTo(404);
    }

    private HeldBack heldBack(Instant at, String messageId, double saturation) {
        String text = "pulse rate 120 /min, ECG 74 /min";
        return new HeldBack(
                new PatientId(patient),
                new DeviceId(device),
                at,
                List.of(
                        new HeldBack.Value(
                                VitalSign.SPO2, saturation, Reason.PULSE_DISAGREES, text),
                        new HeldBack.Value(
                                VitalSign.PULSE_RATE, 120, Reason.PULSE_DISAGREES, text)),
                false,
                true,
                messageId);
    }

    private Score score(Instant oxygenUntil, Instant temperatureUntil) {
        return new Score(
                "news2",
                new PatientId(patient),
                now,
                1,
                List.of(
                        new Score.Component(
                                "oxygen",
                                2,
                                Optional.of(new Score.Input(1, 2, now, oxygenUntil, "m"))),
                        new Score.Component(
                                "temperature",
                                3,
                                Optional.of(new Score.Input(36.9, 0, now, temperatureUntil, "m")))),
                false,
                false,
                "message-" + suffix);
    }

    @Test
    void accessNeedsATokenTheRoleAndTheCareUnit() {
        onDevice();
        String vitals = "/api/v1/patients/" + patient + "/vitals/latest";
        await().until(() -> service.get(vitals, token("clinician", "ward-a")).status() == 200);
        assertThat(service.get(vitals, token("clinician", "ward-b")).status()).isEqualTo(404);
        assertThat(service.get(vitals, token("operator", "*")).status()).isEqualTo(403);
        assertThat(service.get(vitals, "nonsense").status()).isEqualTo(401);
        assertThat(service.get(vitals, TestTokens.shared().expiredToken("clinician")).status())
                .isEqualTo(401);
        assertThat(service.get("/api/v1/storage/rows?device=x", token("clinician", "*")).status())
                .isEqualTo(403);
        assertThat(service.get("/api/v1/board", token("auditor", "*")).status()).isEqualTo(403);
    }

    private static String token(String role, String unit) {
        return TestTokens.shared().token(role, unit);
    }

    private Optional<JsonNode> boardRow(String token, String query) {
        for (JsonNode row : service.get("/api/v1/board" + query, token).body().get("patients")) {
            if (row.get("patientId").asString().equals(patient)) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    @Test
    void boardShowsWhomTheCallerMaySeeWithTrendScoreAndConnection() {
        String ward = token("charge-nurse", "ward-a");
        onDevice();
        await().until(() -> boardRow(ward, "").isPresent());
        assertThat(boardRow(ward, "").orElseThrow().get("connected").isNull()).isTrue();
        assertThat(boardRow(ward, "").orElseThrow().get("score").isNull()).isTrue();

        publish(reading(now.minusSeconds(40)).value(HEART_RATE, 80));
        publish(reading(now).value(HEART_RATE, 81).value(SPO2, 97));
        service.events()
                .publish(
                        EventCodecs.SCORE,
                        patient,
                        score(now.plusSeconds(900), now.plusSeconds(900)));
        service.events()
                .publish(EventCodecs.DEVICE_STATUS, device, status(DeviceStatus.Connection.ONLINE));
        await().untilAsserted(() -> {
            JsonNode row = boardRow(ward, "?unit=ward-a").orElseThrow();
            assertThat(row.at("/vitals/heart-rate/value").asInt()).isEqualTo(81);
            assertThat(row.at("/trend/heart-rate").size()).isEqualTo(2);
            assertThat(row.at("/score/total").asInt()).isEqualTo(2);
            assertThat(row.get("connected").asBoolean()).isTrue();
            assertThat(row.get("bed").asString()).isEqualTo("bed-1");
            assertThat(row.get("displayName").asString()).isEqualTo("Name of " + patient);
            assertThat(row.get("synthetic").asBoolean()).isTrue();
        });
        assertThat(boardRow(token("charge-nurse", "ward-b"), "")).isEmpty();
        assertThat(boardRow(ward, "?unit=ward-b")).isEmpty();

        service.restart();
        await().untilAsserted(() -> {
            JsonNode row = boardRow(ward, "").orElseThrow();
            assertThat(row.at("/vitals/spo2/value").asInt()).isEqualTo(97);
            assertThat(row.at("/trend/heart-rate").size()).isEqualTo(2);
            assertThat(row.at("/score/total").asInt()).isEqualTo(2);
            assertThat(row.get("connected").asBoolean()).isTrue();
        });

        service.associate(
                device,
                RunningIngest.period(patient, now.minus(Duration.ofHours(2)), Optional.of(now)));
        await().until(() -> boardRow(ward, "").isEmpty());
    }

    private DeviceStatus status(DeviceStatus.Connection connection) {
        return new DeviceStatus(
                new DeviceId(device),
                "bedside-monitor",
                connection,
                now,
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void streamBeginsWithTheBoardSendsChangesAndBeats() throws Exception {
        onDevice();
        publish(reading(now.minusSeconds(1)).value(HEART_RATE, 80));
        String ward = token("clinician", "ward-a");
        await().until(() -> boardRow(ward, "").filter(r -> r.at("/vitals").size() > 0).isPresent());

        HttpResponse<InputStream> response =
                HttpClient.newHttpClient()
                        .send(
                                service.request("/api/v1/board/stream", ward).build(),
                                HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String first = untilData(lines, "\"" + patient + "\"");
            assertThat(first).contains("\"value\":80").doesNotContain("\"trend\"");
            publish(reading(now).value(HEART_RATE, 123));
            assertThat(untilData(lines, "\"value\":123")).contains(patient);
            assertThat(untilLine(lines, "event:heartbeat")).isNotEmpty();
        }
    }

    private static String untilData(BufferedReader lines, String part) throws IOException {
        return untilLine(lines, part);
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
    void metersTellOfBatchesRowsAndDelay() {
        publish(reading(now).receivedAt(Instant.now()).value(HEART_RATE, 70));
        awaitRows(1);
        MeterRegistry meters = service.bean(MeterRegistry.class);
        assertThat(meters.get("vitalwire.publish.to.store").timer().count()).isPositive();
        assertThat(meters.get("vitalwire.ingest.batch.size").summary().count()).isPositive();
        assertThat(meters.get("vitalwire.ingest.rows").tag("result", "inserted").counter().count())
                .isPositive();
    }

    @Test
    void operatorsSeeHowMuchIsStoredAndForHowLong() {
        publish(reading(now).receivedAt(Instant.now()).value(HEART_RATE, 70));
        awaitRows(1);
        await().until(() ->
                service.getOk("/api/v1/storage", "operator").at("/lagMessages").asInt(-1) == 0);
        JsonNode storage = service.getOk("/api/v1/storage", "auditor");
        assertThat(storage.at("/database").asString()).startsWith("18.");
        assertThat(storage.at("/timescale").isNull()).isTrue();
        assertThat(storage.at("/databaseBytes").asLong()).isGreaterThan(1_000_000);
        assertThat(Instant.parse(storage.at("/newest").asString())).isAfterOrEqualTo(now);
        assertThat(storage.at("/tables").size()).isEqualTo(6);
        assertThat(storage.at("/tables/0/bytes").asLong()).isPositive();
        assertThat(storage.at("/disk/totalBytes").isNull()).isTrue();
        assertThat(storage.at("/rollUps/due").isNumber()).isTrue();
        assertThat(storage.at("/retention/5/table").asString()).isEqualTo("waveform");
        assertThat(storage.at("/retention/5/keep").asString()).isEqualTo("P7D");
        assertThat(service.get("/api/v1/storage", token("clinician", "*")).status()).isEqualTo(403);
    }

    @Test
    void readinessMeansThatTheListenersRunAndTheDatabaseAnswers() {
        assertThat(service.get("/actuator/health/readiness", token("operator", "*")).status())
                .isEqualTo(200);
    }

    @Test
    void openApiDescribesThisServiceOnly() {
        String document = service.getOk("/api/v1/openapi/ingest", "integrator").toString();
        assertThat(document)
                .contains("/api/v1/patients/{id}/vitals/latest")
                .contains("/api/v1/board");
    }
}
