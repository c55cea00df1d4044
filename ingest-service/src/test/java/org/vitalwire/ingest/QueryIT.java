package org.vitalwire.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.vitalwire.contracts.vitals.ValueFlag.IMPLAUSIBLE;
import static org.vitalwire.contracts.vitals.VitalSign.GLUCOSE;
import static org.vitalwire.contracts.vitals.VitalSign.HEART_RATE;
import static org.vitalwire.contracts.vitals.VitalSign.SPO2;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.Score;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.testkit.TestReading;
import org.vitalwire.testkit.TestTokens;
import tools.jackson.databind.JsonNode;

/**
 * What is asked of the store beyond charts: units, completeness, exports, statistics, errors. Each
 * test has a unit, devices and patients of its own.
 */
class QueryIT {

    private static RunningIngest service;

    private final String suffix = UUID.randomUUID().toString().substring(0, 8);
    private final String unit = "unit-" + suffix;
    private final String device = "monitor-" + suffix;
    private final String patient = "patient-" + suffix;
    private final Instant begin =
            Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(1));

    @BeforeAll
    static void start() {
        service = RunningIngest.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private String token(String role) {
        return TestTokens.shared().token(role, unit);
    }

    private Instant at(int second) {
        return begin.plusSeconds(second);
    }

    private TestReading reading(int second) {
        return TestReading.of(device, at(second)).patient(patient);
    }

    private void onDevice() {
        service.admit(patient, unit);
        service.associate(
                device, RunningIngest.period(patient, begin.minusSeconds(60), Optional.empty()));
        await().until(() ->
                service.get("/api/v1/patients/" + patient + "/vitals/latest", token("clinician"))
                                .status()
                        == 200);
    }

    private void publishAndAwait(List<Reading> readings) {
        service.publish(readings);
        String newest = "/api/v1/storage/rows?device=" + device;
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        service.getOk(newest, "operator").get("rows").asLong() == readings.size());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> ok(path("/vitals/latest"), "clinician").get("vitals").size() > 0);
    }

    /** Ten minutes of SpO2 by the second: five at 95, one at 85, then silence, then one at 97. */
    private void tenMinutes() {
        onDevice();
        List<Reading> readings = new ArrayList<>();
        for (int second = 0; second < 600; second++) {
            if (second < 360) {
                double spo2 = second < 300 ? 95 : 85;
                readings.add(reading(second).value(SPO2, spo2).value(HEART_RATE, 70).build());
            } else if (second >= 540) {
                readings.add(reading(second).value(SPO2, 97).backfill().build());
            }
        }
        publishAndAwait(readings);
    }

    private String path(String rest) {
        return "/api/v1/patients/" + patient + rest;
    }

    private String tenMinutesOf(String path) {
        return path + (path.contains("?") ? "&" : "?") + "from=" + at(0) + "&to=" + at(600);
    }

    private JsonNode ok(String path, String role) {
        RunningIngest.Answer answer = service.get(path, token(role));
        assertThat(answer.status()).as(path + answer.body()).isEqualTo(200);
        return answer.body();
    }

    private void assertProblem(RunningIngest.Answer answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().get("code").asString()).isEqualTo(code);
    }

    @Test
    void aUnitIsReadInPagesByPatientAndOnlyByThoseOfTheUnit() {
        onDevice();
        String second = patient + "-2";
        String elsewhere = patient + "-3";
        service.admit(second, unit);
        service.admit(elsewhere, "elsewhere");
        int thirtyYears = Math.toIntExact(Duration.ofDays(30 * 365).toSeconds());
        publishAndAwait(
                List.of(
                        reading(0).value(HEART_RATE, 81).build(),
                        reading(thirtyYears).value(HEART_RATE, 99).build()));
        String path = "/api/v1/vitals/latest?unit=" + unit;
        await().until(() -> ok(path, "integrator").get("patients").size() == 2);

        JsonNode all = ok(path, "clinician");
        assertThat(all.get("unit").asString()).isEqualTo(unit);
        assertThat(all.get("next").isNull()).isTrue();
        assertThat(all.at("/patients/0/patientId").asString()).isEqualTo(patient);
        assertThat(all.at("/patients/0/bed").isNull()).isTrue();
        assertThat(all.at("/patients/0/vitals/heart-rate/value").asInt()).isEqualTo(81);
        assertThat(all.at("/patients/0/vitals/heart-rate/ageSeconds").asLong()).isPositive();
        assertThat(all.at("/patients/1/vitals").size()).isZero();

        JsonNode first = ok(path + "&limit=1", "charge-nurse");
        assertThat(first.get("patients").size()).isEqualTo(1);
        assertThat(first.get("next").asString()).isEqualTo(patient);
        JsonNode rest = ok(path + "&limit=1&after=" + patient, "charge-nurse");
        assertThat(rest.at("/patients/0/patientId").asString()).isEqualTo(second);
        assertThat(rest.get("next").isNull()).isTrue();

        assertProblem(service.get(path + "&limit=0", token("clinician")), 400, "BAD_LIMIT");
        String other = TestTokens.shared().token("clinician", "elsewhere");
        assertProblem(service.get(path, other), 404, "UNIT_NOT_FOUND");
        assertThat(service.get(path, token("operator")).status()).isEqualTo(403);
    }

    @Test
    void completenessTellsTheGapAndWhatIsUsual() {
        tenMinutes();
        JsonNode report = ok(tenMinutesOf(path("/completeness?signs=spo2,glucose")), "clinician");
        assertThat(report.get("from").asString()).isEqualTo(at(0).toString());
        JsonNode spo2 = report.at("/signs/spo2");
        assertThat(spo2.get("usualEverySeconds").asDouble()).isEqualTo(1);
        assertThat(spo2.get("values").asInt()).isEqualTo(420);
        assertThat(spo2.get("backfilled").asInt()).isEqualTo(60);
        assertThat(spo2.get("gaps").size()).isEqualTo(1);
        assertThat(spo2.at("/gaps/0/from").asString()).isEqualTo(at(359).toString());
        assertThat(spo2.at("/gaps/0/to").asString()).isEqualTo(at(540).toString());
        assertThat(spo2.get("coveredFraction").asDouble())
                .isCloseTo(1 - 181 / 600.0, org.assertj.core.data.Offset.offset(1e-5));
        assertThat(report.at("/signs/glucose/usualEverySeconds").isNull()).isTrue();
        assertThat(report.at("/signs/glucose/coveredFraction").asDouble()).isZero();
        // Without signs: all that were measured.
        assertThat(ok(tenMinutesOf(path("/completeness")), "clinician").get("signs").size())
                .isEqualTo(2);
    }

    @Test
    void timeInRangeCountsNoGapAndAShapeKeepsItsTurns() {
        tenMinutes();
        JsonNode shape =
                ok(tenMinutesOf(path("/vitals?signs=spo2&points=10&method=lttb")), "clinician");
        assertThat(shape.get("resolution").asString()).isEqualTo("lttb");
        JsonNode points = shape.at("/series/spo2/points");
        // Of ten minutes two are silent, and the last one came late.
        assertThat(points.size()).isEqualTo(7);
        assertThat(points.at("/0/time").asString()).isEqualTo(at(0).toString());
        assertThat(points.at("/5/value").asInt()).isEqualTo(85);
        assertThat(points.at("/6/value").asInt()).isEqualTo(97);
        assertThat(points.at("/6/backfilled").asBoolean()).isTrue();
        assertThat(points.at("/6/n").asInt()).isEqualTo(60);

        String path = "/api/v1/units/" + unit + "/statistics?sign=spo2&low=90&high=96";
        JsonNode statistics = ok(tenMinutesOf(path), "charge-nurse");
        assertThat(statistics.get("patients").asInt()).isEqualTo(1);
        JsonNode row = statistics.at("/perPatient/0");
        assertThat(row.get("patientId").asString()).isEqualTo(patient);
        assertThat(row.get("inRangeHours").asDouble()).isEqualTo(0.0833);
        assertThat(row.get("belowHours").asDouble()).isEqualTo(0.0167);
        assertThat(row.get("aboveHours").asDouble()).isEqualTo(0.0167);
        assertThat(statistics.get("inRangeFraction").asDouble())
                .isCloseTo(300 / 420.0, org.assertj.core.data.Offset.offset(0.001));

        assertProblem(
                service.get("/api/v1/units/" + unit + "/statistics?sign=spo2", token("clinician")),
                400,
                "BAD_LIMITS");
        assertProblem(
                service.get(path.replace(unit, "elsewhere"), token("clinician")),
                404,
                "UNIT_NOT_FOUND");
        assertThat(service.get(path, token("integrator")).status()).isEqualTo(403);
    }

    @Test
    void hoursAboveAScoreEndWithItsInputs() {
        onDevice();
        service.events().publish(EventCodecs.SCORE, patient, score(0, 7, 900));
        service.events().publish(EventCodecs.SCORE, patient, score(1_800, 2, 600));
        String path =
                "/api/v1/units/%s/score-statistics?score=news2&from-total=5&from=%s&to=%s"
                        .formatted(unit, at(300), at(3_600));
        await().until(() -> ok(path, "clinician").at("/perPatient/0/hours").asDouble() > 0.3);
        JsonNode statistics = ok(path, "clinician");
        assertThat(statistics.get("atLeast").asInt()).isEqualTo(5);
        // From 300 to 900 it is 7; from 1,800 to 2,400 it is 2; else nobody knows.
        assertThat(statistics.get("hours").asDouble()).isEqualTo(0.3333);
        assertThat(statistics.get("hoursAtLeast").asDouble()).isEqualTo(0.1667);
        assertThat(statistics.at("/perPatient/0/highest").asInt()).isEqualTo(7);
    }

    private Score score(int second, int points, int validSeconds) {
        Score.Input input = new Score.Input(1, points, at(second), at(second + validSeconds), "m");
        return new Score(
                "news2",
                new PatientId(patient),
                at(second),
                1,
                List.of(new Score.Component("pulse", 20, Optional.of(input))),
                false,
                false,
                "m-" + second + suffix);
    }

    @Test
    void aScoreOverTimeIsReadInPagesAsItWasMade() {
        onDevice();
        for (int second : new int[] {0, 60, 120}) {
            service.events().publish(EventCodecs.SCORE, patient, mews(second, second == 60));
        }
        service.events().publish(EventCodecs.SCORE, patient, score(90, 7, 900));
        service.events().publish(EventCodecs.SCORE, patient, refused(180));
        String path = tenMinutesOf(path("/scores?score=mews"));
        await().until(() -> ok(path, "clinician").get("points").size() == 3);

        JsonNode all = ok(path, "integrator");
        assertThat(all.get("patientId").asString()).isEqualTo(patient);
        assertThat(all.get("next").isNull()).isTrue();
        JsonNode whole = all.at("/points/0");
        assertThat(whole.get("measuredAt").asString()).isEqualTo(at(0).toString());
        assertThat(whole.get("total").asInt()).isEqualTo(5);
        assertThat(whole.get("complete").asBoolean()).isTrue();
        assertThat(whole.get("risk").asString()).isEqualTo("trigger");
        assertThat(whole.get("edition").asString()).isEqualTo("Subbe 2001");
        assertThat(whole.get("scale").isNull()).isTrue();
        assertThat(whole.at("/components/0/name").asString()).isEqualTo("systolic-pressure");
        assertThat(whole.at("/components/0/input").asString())
                .isEqualTo("invasive-systolic-pressure");
        assertThat(whole.at("/components/0/value").asInt()).isEqualTo(72);
        assertThat(whole.at("/components/0/unit").asString()).isEqualTo("mm[Hg]");
        assertThat(whole.at("/components/0/ageSeconds").asInt()).isEqualTo(30);
        assertThat(whole.at("/components/1/value").asString()).isEqualTo("U");

        // What was missing when it was made is missing, and there is no total of a part.
        JsonNode part = all.at("/points/1");
        assertThat(part.get("total").isNull()).isTrue();
        assertThat(part.get("complete").asBoolean()).isFalse();
        assertThat(part.get("lowerBound").asInt()).isEqualTo(2);
        assertThat(part.get("upperBound").asInt()).isEqualTo(5);
        assertThat(part.get("risk").isNull()).isTrue();
        assertThat(part.at("/components/1/missing").asBoolean()).isTrue();
        assertThat(part.at("/components/1/value").isNull()).isTrue();
        assertThat(part.at("/components/1/maxPoints").asInt()).isEqualTo(3);

        JsonNode first = ok(path + "&limit=2", "charge-nurse");
        assertThat(first.get("points").size()).isEqualTo(2);
        JsonNode rest = ok(path + "&limit=2&after=" + first.get("next").asString(), "clinician");
        assertThat(rest.get("points").size()).isEqualTo(1);
        assertThat(rest.at("/points/0/measuredAt").asString()).isEqualTo(at(120).toString());
        assertThat(rest.get("next").isNull()).isTrue();

        await().until(() ->
                ok(tenMinutesOf(path("/scores?score=obstetric")), "clinician").get("points").size()
                        == 1);
        JsonNode refusal = ok(path("/scores/latest?score=obstetric"), "clinician");
        assertThat(refusal.at("/refusal/code").asString()).isEqualTo("no-table");
        assertThat(refusal.get("total").isNull()).isTrue();
        assertThat(refusal.get("risk").isNull()).isTrue();
        assertThat(ok(path("/scores/latest?score=mews"), "clinician").get("risk").asString())
                .isEqualTo("trigger");
        assertThat(ok(tenMinutesOf(path("/scores")), "clinician").get("score").asString())
                .isEqualTo("news2");

        assertProblem(service.get(path + "&limit=0", token("clinician")), 400, "BAD_LIMIT");
        assertProblem(service.get(path + "&after=1", token("clinician")), 400, "BAD_AFTER");
        assertProblem(
                service.get(path("/scores?from=2020-01-01T00:00:00Z"), token("clinician")),
                400,
                "RANGE_TOO_LONG");
        String foreign = TestTokens.shared().token("clinician", "elsewhere");
        assertProblem(service.get(path, foreign), 404, "PATIENT_NOT_FOUND");
        assertThat(service.get(path, token("operator")).status()).isEqualTo(403);
    }

    private Score mews(int second, boolean letterMissing) {
        Optional<Score.Input> letter = Optional.of(input(4, 3, at(second), Optional.empty()));
        return tabled(
                "mews",
                second,
                List.of(
                        new Score.Component(
                                "systolic-pressure",
                                3,
                                Optional.of(
                                        input(
                                                72,
                                                2,
                                                at(second - 30),
                                                Optional.of("invasive-systolic-pressure")))),
                        new Score.Component(
                                "consciousness", 3, letterMissing ? Optional.empty() : letter)),
                Optional.empty());
    }

    private Score refused(int second) {
        return tabled(
                "obstetric",
                second,
                List.of(new Score.Component("table", 0, Optional.empty())),
                Optional.of(new Score.Refusal("no-table", "there is no table")));
    }

    private static Score.Input input(
            double value, int points, Instant measuredAt, Optional<String> input) {
        Instant nextYear = measuredAt.plus(Duration.ofDays(365));
        return new Score.Input(value, points, measuredAt, nextYear, "m", input);
    }

    private Score tabled(
            String name,
            int second,
            List<Score.Component> components,
            Optional<Score.Refusal> refusal) {
        return new Score(
                name,
                new PatientId(patient),
                at(second),
                0,
                components,
                false,
                true,
                name + "-" + second + suffix,
                Optional.of(
                        new Score.Table(
                                "Subbe 2001",
                                Optional.empty(),
                                List.of(new Score.Risk("trigger", 5)))),
                refusal);
    }

    @Test
    void aPatientIsExportedInThreeFormats() throws IOException {
        onDevice();
        publishAndAwait(
                List.of(
                        reading(0).value(HEART_RATE, 72).value(GLUCOSE, 104).build(),
                        reading(1).value(HEART_RATE, 500, IMPLAUSIBLE).backfill().build()));
        await().until(() -> export("csv").lines().count() == 4);
        assertThat(export("csv").lines().toList())
                .contains(
                        "%s,%s,heart-rate,72,/min,8867-4,,%s,LIVE,false,"
                                .formatted(at(0), at(0), device),
                        "%s,%s,heart-rate,500,/min,8867-4,implausible,%s,BACKFILL,false,"
                                .formatted(at(1), at(1), device))
                .noneMatch(line -> line.contains(patient));
        assertThat(export("ndjson").lines())
                .hasSize(3)
                .anyMatch(line -> line.contains("\"sign\":\"glucose\",\"value\":104"));

        HttpResponse<byte[]> parquet =
                service.getBytes(
                        path("/export?format=parquet&signs=heart-rate"), token("integrator"));
        assertThat(parquet.headers().firstValue("Content-Disposition").orElseThrow())
                .matches("attachment; filename=\"vitalwire-\\d{8}T\\d{6}Z.parquet\"");
        assertThat(parquet.headers().firstValue("Content-Type"))
                .contains("application/vnd.apache.parquet");
        try (ParquetFileReader reader =
                        ParquetFileReader.open(InputFile.of(ByteBuffer.wrap(parquet.body())));
                RowReader row = reader.rowReader()) {
            assertThat(reader.getFileMetaData().numRows()).isEqualTo(2);
            row.next();
            assertThat(row.getTimestamp(0)).isEqualTo(at(0));
            assertThat(row.getString(2)).isEqualTo("heart-rate");
            assertThat(row.getDouble(3)).isEqualTo(72);
            row.next();
            assertThat(row.getString(7)).isEqualTo("implausible");
        }

        String foreign = TestTokens.shared().token("clinician", "elsewhere");
        assertProblem(service.get(path("/export?format=csv"), foreign), 404, "PATIENT_NOT_FOUND");
        assertProblem(
                service.get(path("/export?format=xml"), token("clinician")), 400, "BAD_FORMAT");
        assertThat(service.get(path("/export?format=csv"), token("operator")).status())
                .isEqualTo(403);
    }

    private String export(String format) {
        HttpResponse<byte[]> answer =
                service.getBytes(path("/export?format=" + format), token("clinician"));
        assertThat(answer.statusCode()).isEqualTo(200);
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    @Test
    void whatWasEnteredInErrorIsGoneUntilTheMarkIsTakenBack() {
        onDevice();
        publishAndAwait(
                List.of(
                        reading(0).value(HEART_RATE, 70).build(),
                        reading(1).value(HEART_RATE, 190).value(SPO2, 96).build()));
        assertThat(latestHeartRate()).isEqualTo(190);
        awaitOnBoard(190);

        RunningIngest.Answer made =
                service.post(
                        path("/entered-in-error"),
                        """
                        {"deviceId": "%s", "sign": "heart-rate", "from": "%s", "reason": "lead fell off"}\
                        """
                                .formatted(device, at(1)),
                        token("clinician"));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        assertThat(made.body().get("to").isNull()).isTrue();
        assertThat(made.body().get("sign").asString()).isEqualTo("heart-rate");
        assertThat(made.body().get("reason").asString()).isEqualTo("lead fell off");
        assertThat(made.body().get("retractedBy").isNull()).isTrue();

        assertThat(latestHeartRate()).isEqualTo(70);
        assertThat(points()).isEqualTo(1);
        assertThat(export("csv")).contains(",70,").doesNotContain(",190,").contains("spo2");
        awaitOnBoard(70);

        String id = made.body().get("id").asString();
        assertThat(ok(path("/entered-in-error"), "charge-nurse").at("/0/id").asString())
                .isEqualTo(id);
        String retract = path("/entered-in-error/" + id + "/retract");
        RunningIngest.Answer retracted = service.post(retract, "", token("charge-nurse"));
        assertThat(retracted.status()).isEqualTo(200);
        assertThat(retracted.body().get("retractedBy").isNull()).isFalse();
        assertThat(latestHeartRate()).isEqualTo(190);
        assertThat(points()).isEqualTo(2);
        awaitOnBoard(190);
        assertProblem(service.post(retract, "", token("charge-nurse")), 409, "ALREADY_RETRACTED");
    }

    @Test
    void valuesByTheMinuteComeFromOneEndAndScoresAsTheyWerePublished() {
        onDevice();
        publishAndAwait(
                List.of(
                        reading(5).value(HEART_RATE, 70).build(),
                        reading(6).value(HEART_RATE, 74).build(),
                        reading(65).value(HEART_RATE, 75, IMPLAUSIBLE).build(),
                        reading(3_605).value(HEART_RATE, 80).build()));
        String minutes =
                path("/minutes?signs=heart-rate,glucose&from=" + at(0) + "&to=" + at(7_200));

        JsonNode all = ok(minutes, "integrator");
        assertThat(all.get("from").asString()).isEqualTo(at(0).toString());
        assertThat(all.get("to").asString()).isEqualTo(at(7_200).toString());
        assertThat(all.get("minutes").size()).isEqualTo(2);
        JsonNode newest = ok(minutes + "&limit=1", "integrator");
        assertThat(newest.get("minutes").size()).isEqualTo(1);
        assertThat(newest.at("/minutes/0/at/0").asInt()).isEqualTo(5_000_000);
        assertThat(newest.get("from").asString()).isEqualTo(at(3_600).toString());
        JsonNode oldest = ok(minutes + "&limit=1&newest=false", "integrator");
        assertThat(oldest.at("/minutes/0/values/1").asInt()).isEqualTo(74);
        assertThat(oldest.get("to").asString()).isEqualTo(at(3_600).toString());
        assertThat(
                        ok(
                                        path(
                                                "/minutes/count?group=heart-rate%3Bglucose,spo2&from="
                                                        + at(0)),
                                        "integrator")
                                .get("counts")
                                .toString())
                .isEqualTo("[2,0]");
        assertProblem(service.get(minutes + "&limit=0", token("clinician")), 400, "BAD_LIMIT");
        assertThat(
                        service.get(minutes, TestTokens.shared().token("clinician", "elsewhere"))
                                .status())
                .isEqualTo(404);

        Score made = score(7, 3, 600);
        service.events().publish(EventCodecs.SCORE, patient, made);
        String events = path("/scores/events?from=" + at(0) + "&to=" + at(60));
        await().until(() -> ok(events, "integrator").get("events").size() == 1);
        assertThat(
                        EventCodecs.SCORE.decode(
                                Base64.getDecoder()
                                        .decode(
                                                ok(events, "integrator")
                                                        .at("/events/0")
                                                        .asString())))
                .isEqualTo(made);
    }

    private int latestHeartRate() {
        return ok(path("/vitals/latest"), "clinician").at("/vitals/heart-rate/value").asInt();
    }

    private int points() {
        return ok(tenMinutesOf(path("/vitals?signs=heart-rate")), "clinician")
                .at("/series/heart-rate/points")
                .size();
    }

    private void awaitOnBoard(int heartRate) {
        await().until(() ->
                service.get("/api/v1/board?unit=" + unit, token("clinician"))
                                .body()
                                .at("/patients/0/vitals/heart-rate/value")
                                .asInt()
                        == heartRate);
    }

    @Test
    void nobodyMarksWhatIsNotThisPatients() {
        onDevice();
        publishAndAwait(List.of(reading(0).value(HEART_RATE, 70).build()));
        String mark =
                """
                {"deviceId": "%s", "from": "%s", "to": "%s", "reason": "%s"}\
                """;
        String before = mark.formatted(device, at(-120), at(10), "wrong");
        assertProblem(
                service.post(path("/entered-in-error"), before, token("clinician")),
                400,
                "NOT_OF_PATIENT");
        String otherDevice = mark.formatted("other-" + suffix, at(0), at(10), "wrong");
        assertProblem(
                service.post(path("/entered-in-error"), otherDevice, token("clinician")),
                400,
                "NOT_OF_PATIENT");
        String future =
                mark.formatted(device, at(0), Instant.now().plus(Duration.ofDays(1)), "wrong");
        assertProblem(
                service.post(path("/entered-in-error"), future, token("clinician")),
                400,
                "BAD_RANGE");
        String noReason = mark.formatted(device, at(0), at(10), " ");
        assertProblem(
                service.post(path("/entered-in-error"), noReason, token("clinician")),
                400,
                "BAD_REASON");
        String fine = mark.formatted(device, at(0), at(10), "wrong");
        assertProblem(
                service.post(
                        path("/entered-in-error"),
                        fine,
                        TestTokens.shared().token("clinician", "elsewhere")),
                404,
                "PATIENT_NOT_FOUND");
        assertThat(service.post(path("/entered-in-error"), fine, token("integrator")).status())
                .isEqualTo(403);
        assertThat(latestHeartRate()).isEqualTo(70);
    }

    @Test
    void openApiDescribesAllOfIt() {
        String document = service.getOk("/api/v1/openapi/ingest", "integrator").toString();
        assertThat(document)
                .contains("/api/v1/vitals/latest")
                .contains("/api/v1/patients/{id}/completeness")
                .contains("/api/v1/patients/{id}/export")
                .contains("application/vnd.apache.parquet")
                .contains("/api/v1/units/{unit}/statistics")
                .contains("/api/v1/units/{unit}/score-statistics")
                .contains("/api/v1/patients/{id}/entered-in-error/{errorId}/retract");
    }
}
