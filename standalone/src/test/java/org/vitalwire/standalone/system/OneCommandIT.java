package org.vitalwire.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vitalwire.simulator.device.EnrolledDevice;
import org.vitalwire.testkit.NeedsProgram;
import org.vitalwire.testkit.Pings;
import tools.jackson.databind.JsonNode;

/** One platform by one command, used as its users use it. */
class OneCommandIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path data;

    @SuppressWarnings("NullAway.Init")
    private static RunningPlatform platform;

    @SuppressWarnings("NullAway.Init")
    private static Pings pings;

    @BeforeAll
    static void up() throws IOException {
        pings = new Pings();
        // Beats come soon and often, so that nobody has to wait for their absence.
        platform =
                new RunningPlatform(data, "--no-simulator")
                        .with("VITALWIRE_ALERT_WATCHDOG_PINGURL", pings.url().toString())
                        .with("VITALWIRE_ALERT_WATCHDOG_EVERY", "1s")
                        .with("VITALWIRE_ALERT_WATCHDOG_SILENTAFTER", "4s")
                        .up();
    }

    @AfterAll
    static void down() {
        platform.close();
        pings.close();
    }

    @Test
    void statusSaysReady() {
        assertThat(platform.run("status").exit()).isZero();
        assertThat(platform.run("status").out()).contains("READY");
    }

    @Test
    void aSecondStartOnTheSameDataSaysWhoHoldsIt() {
        RunningPlatform.Said said =
                platform.run("up", "--background", "--data", data.toString(), "--http-port", "1");
        assertThat(said.exit()).isNotZero();
        assertThat(said.out() + said.err()).contains("in use by process " + platform.pid());
    }

    @Test
    void aBusyPortIsAClearError(@TempDir Path other) {
        RunningPlatform.Said said =
                platform.run(
                        "up",
                        "--background",
                        "--data",
                        other.toString(),
                        "--http-port",
                        Integer.toString(platform.url("/").getPort()));
        assertThat(said.exit()).isNotZero();
        assertThat(said.out() + said.err()).contains("(HTTP) is in use").contains("--http-port");
    }

    @Test
    void tokenPrintsNothingButTheToken() {
        RunningPlatform.Said said = platform.run("token", "clinician");
        assertThat(said.exit()).isZero();
        assertThat(said.err()).isEmpty();
        assertThat(said.out()).matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\n");
        assertThat(platform.run("token", "king").exit()).isNotZero();
    }

    @Test
    void loginsAreOfThisInstallation() {
        assertThat(platform.run("logins").out()).contains("clinician").contains("charge-nurse");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/patients/P1/vitals/latest",
                "/api/v1/patients/P1/scores/latest?score=news2",
                "/api/v1/alerts",
                "/api/v1/alerts/stream",
                "/api/v1/board",
                "/api/v1/board/stream",
                "/api/v1/rejections",
                "/api/v1/devices",
                "/api/v1/associations",
                "/api/v1/findings",
                "/api/v1/policies",
                "/api/v1/openapi",
                "/fhir/Observation",
                "/fhir/Patient",
                "/actuator/prometheus",
                "/actuator/metrics"
            })
    void everythingButHealthAndLoginNeedsAToken(String path) {
        assertThat(platform.status(null, "GET", path, null)).isEqualTo(401);
    }

    @Test
    void oneReadingTravelsTheWholeWay() {
        try (Publisher monitor = Publisher.enrol(platform, "travel-1", "travel-patient")) {
            // Charting closes a minute when a later reading says that it is over.
            Instant lastMinute = now().minusSeconds(75);
            monitor.sendValues(lastMinute, "\"heart-rate\":72");
            Instant measured = now();
            monitor.sendValues(
                    measured,
                    "\"heart-rate\":115,\"respiratory-rate\":22,\"spo2\":94,"
                            + "\"systolic-pressure\":105,\"diastolic-pressure\":60,"
                            + "\"temperature\":{\"value\":101.1,\"unit\":\"[degF]\"},"
                            + "\"consciousness\":\"A\",\"oxygen-flow\":2");
            monitor.awaitAcknowledged(SOON);
            assertThat(monitor.taken()).contains(measured);

            JsonNode latest = awaitLatest("travel-patient", "heart-rate", 115);
            assertThat(latest.at("/vitals/temperature/value").asDouble()).isEqualTo(38.4);
            assertThat(latest.at("/vitals/temperature/unit").asString()).isEqualTo("Cel");
            assertThat(latest.at("/vitals/consciousness/value").asString()).isEqualTo("A");
            assertThat(latest.at("/vitals/heart-rate/ageSeconds").asLong()).isBetween(0L, 60L);
            assertThat(latest.at("/vitals/heart-rate/flags").isEmpty()).isTrue();

            await().atMost(SOON)
                    .untilAsserted(() -> {
                        JsonNode score = news2("travel-patient");
                        assertThat(score.get("complete").asBoolean()).isTrue();
                        assertThat(score.get("total").asInt()).isEqualTo(9);
                    });

            JsonNode series =
                    platform.get(
                            "clinician",
                            "/api/v1/patients/travel-patient/vitals?signs=heart-rate&from="
                                    + measured.minusSeconds(600)
                                    + "&to="
                                    + measured.plusSeconds(1)
                                    + "&points=300");
            assertThat(series.at("/series/heart-rate/points")).hasSize(2);

            await().atMost(SOON)
                    .untilAsserted(() -> {
                        JsonNode bundle =
                                platform.get(
                                        "integrator",
                                        "/fhir/Observation?patient=travel-patient&code=8867-4");
                        assertThat(bundle.get("total").asInt()).isPositive();
                        assertThat(bundle.at("/entry/0/resource/subject/reference").asString())
                                .isEqualTo("Patient/travel-patient");
                    });
        }
    }

    @Test
    void scaleTwoIsScoredOnlyWhenOrdered() {
        try (Publisher monitor = Publisher.enrol(platform, "copd-1", "copd-patient")) {
            String values =
                    "\"heart-rate\":80,\"respiratory-rate\":20,\"spo2\":90,"
                            + "\"systolic-pressure\":120,\"diastolic-pressure\":80,"
                            + "\"temperature\":37.0,\"consciousness\":\"A\",\"oxygen-flow\":2";
            monitor.sendValues(now(), values);
            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(news2("copd-patient").get("total").asInt()).isEqualTo(5));
            assertThat(
                            platform.status(
                                    "clinician",
                                    "PUT",
                                    "/api/v1/patients/copd-patient/oxygen-target",
                                    "{\"scale\":2}"))
                    .isEqualTo(200);
            monitor.sendValues(now(), values);
            await().atMost(SOON)
                    .untilAsserted(() -> {
                        JsonNode score = news2("copd-patient");
                        assertThat(score.get("scale").asInt()).isEqualTo(2);
                        assertThat(score.get("total").asInt()).isEqualTo(2);
                    });
            assertThat(
                            platform.status(
                                    "integrator",
                                    "PUT",
                                    "/api/v1/patients/copd-patient/oxygen-target",
                                    "{\"scale\":1}"))
                    .isEqualTo(403);
        }
    }

    @Test
    void anIncompleteScoreHasNoTotal() {
        try (Publisher monitor = Publisher.enrol(platform, "incomplete-1", "incomplete-patient")) {
            monitor.sendValues(now(), "\"heart-rate\":120,\"respiratory-rate\":26");
            await().atMost(SOON)
                    .untilAsserted(() -> {
                        JsonNode score = news2("incomplete-patient");
                        assertThat(score.get("total").isNull()).isTrue();
                        assertThat(score.get("complete").asBoolean()).isFalse();
                        assertThat(score.get("lowerBound").asInt()).isEqualTo(5);
                        assertThat(score.get("upperBound").asInt()).isEqualTo(19);
                    });
        }
    }

    @Test
    void aDangerousValueRaisesAnAlertThatIsAcknowledged() {
        try (Publisher monitor = Publisher.enrol(platform, "alert-1", "alert-patient")) {
            monitor.sendValues(now(), "\"spo2\":55,\"heart-rate\":90");
            JsonNode alert =
                    await().atMost(SOON)
                            .until(
                                    () ->
                                            platform.get(
                                                    "clinician",
                                                    "/api/v1/alerts?patient=alert-patient&state=open"),
                                    alerts -> !alerts.isEmpty())
                            .get(0);
            assertThat(alert.get("priority").asString()).isEqualTo("high");
            String acknowledge = "/api/v1/alerts/" + alert.get("id").asString() + "/acknowledge";
            assertThat(platform.status("operator", "POST", acknowledge, null)).isEqualTo(403);
            assertThat(platform.status("clinician", "POST", acknowledge, null)).isEqualTo(200);
            JsonNode acknowledged =
                    platform.get("clinician", "/api/v1/alerts?patient=alert-patient&state=all")
                            .get(0);
            assertThat(acknowledged.at("/acknowledgement/at").asString()).isNotEmpty();
            assertThat(acknowledged.get("traceId").asString()).matches("[0-9a-f]{32}");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "undecodable | UNDECODABLE   | this is not JSON",
                "unit        | UNKNOWN_UNIT  | {\"time\":\"$now\",\"values\":{\"heart-rate\":{\"value\":72,\"unit\":\"furlong\"}}}",
                "nan         | NOT_A_NUMBER  | {\"time\":\"$now\",\"values\":{\"heart-rate\":\"NaN\"}}",
                "future      | FUTURE_TIME   | {\"time\":\"2199-01-01T00:00:00Z\",\"values\":{\"heart-rate\":72}}",
                "epoch       | CLOCK_NOT_SET | {\"time\":\"1970-01-01T00:00:00Z\",\"values\":{\"heart-rate\":72}}",
                "sign        | UNKNOWN_SIGN  | {\"time\":\"$now\",\"values\":{\"mood\":72}}",
                "empty       | EMPTY_READING | {\"time\":\"$now\",\"values\":{}}"
            })
    void poisonIsQuarantinedByNameAndItsNeighboursPass(String name, String code, String payload) {
        String device = "poison-" + name;
        String patient = "poison-patient-" + name;
        try (Publisher monitor = Publisher.enrol(platform, device, patient)) {
            Instant first = now();
            monitor.sendValues(first, "\"heart-rate\":61");
            Instant poison = first.plusMillis(1);
            monitor.send(poison, payload.replace("$now", poison.toString()));
            Instant last = first.plusMillis(2);
            monitor.sendValues(last, "\"heart-rate\":62");
            monitor.awaitAcknowledged(SOON);
            assertThat(monitor.taken()).containsExactlyInAnyOrder(first, last);
            assertThat(monitor.reasonCode(poison)).isEqualTo(0x99);
            awaitLatest(patient, "heart-rate", 62);
            assertThat(awaitRejection(device).get("code").asString()).isEqualTo(code);
            assertThat(rows(device)).isEqualTo(2);
        }
    }

    @Test
    void anOversizedPayloadIsQuarantinedAndItsNeighboursPass() {
        try (Publisher monitor =
                Publisher.enrol(platform, "poison-large", "poison-patient-large")) {
            Instant first = now();
            monitor.sendValues(first, "\"heart-rate\":61");
            monitor.send(first.plusMillis(1), " ".repeat(257 * 1024) + "{}");
            monitor.sendValues(first.plusMillis(2), "\"heart-rate\":62");
            monitor.awaitAcknowledged(SOON);
            awaitLatest("poison-patient-large", "heart-rate", 62);
            assertThat(awaitRejection("poison-large").get("code").asString())
                    .isEqualTo("OVERSIZED");
        }
    }

    /** Device, MQTT over mutual TLS, analytics, alert, page, receipt, ping: all of it is real. */
    @Test
    void theCanaryBeatsThroughTheWholeChainUnseenAndItsSilenceIsTold() {
        await("beats").atMost(SOON).until(() -> canary("state").equals("ok") && pings.count() > 2);

        for (String role : List.of("clinician", "charge-nurse", "operator")) {
            for (String path :
                    List.of(
                            "/api/v1/board",
                            "/api/v1/alerts?state=all",
                            "/api/v1/findings",
                            "/api/v1/devices",
                            "/api/v1/associations",
                            "/api/v1/on-call/now",
                            "/api/v1/status")) {
                HttpResponse<String> answer = platform.send(role, "GET", path, null);
                assertThat(answer.statusCode()).as("%s %s", role, path).isIn(200, 403);
                assertThat(answer.body())
                        .as("%s to %s", path, role)
                        .doesNotContain("\"vitalwire-canary\"");
            }
        }
        assertThat(platform.get("operator", "/api/v1/devices?canary=true").toString())
                .contains("vitalwire-canary");
        assertThat(platform.get("operator", "/api/v1/alerts?canary=true&state=all").isEmpty())
                .isFalse();
        assertThat(
                        platform.get("clinician", "/api/v1/vitals/latest?unit=vitalwire-canary")
                                .get("patients")
                                .isEmpty())
                .isTrue();
        assertThat(rows("vitalwire-canary")).isZero();
        assertThat(
                        platform.get("clinician", "/fhir/Observation?patient=vitalwire-canary")
                                .path("total")
                                .asInt())
                .isZero();

        changeCanary("suspend");
        await("silence")
                .atMost(SOON)
                .until(() ->
                        canary("state").equals("down") && canary("stoppedAt").equals("publish"));
        int before = pings.count();
        await("no ping")
                .during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(4))
                .until(() -> pings.count() == before);

        changeCanary("activate");
        await("beats again")
                .atMost(SOON)
                .until(() -> canary("state").equals("ok") && pings.count() > before);
    }

    private static String canary(String what) {
        return platform.get("clinician", "/api/v1/status")
                .get("parts")
                .valueStream()
                .filter(part -> part.get("name").asString().equals("canary"))
                .map(part -> part.path(what).asString(part.at("/figures/" + what).asString("")))
                .findFirst()
                .orElseThrow();
    }

    private static void changeCanary(String deed) {
        assertThat(
                        platform.status(
                                "operator",
                                "POST",
                                "/api/v1/devices/vitalwire-canary/" + deed,
                                "{\"reason\":\"a test of the watchdog\"}"))
                .isEqualTo(200);
    }

    @Test
    void aPayloadIsExplainedOnTheCommandLine(@TempDir Path directory) throws Exception {
        Path payload =
                Files.writeString(
                        directory.resolve("payload.json"),
                        """
                        {"time":"2026-11-22T10:00:00Z","values":{"temperature":\
                        {"value":98.2,"unit":"[degF]"},"spo2":500,"mood":1}}\
                        """);

        RunningPlatform.Said said =
                platform.run(
                        "explain",
                        payload.toString(),
                        "--model",
                        "bedside-monitor",
                        "--at",
                        "2026-11-22T10:00:01Z");

        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(said.out())
                .startsWith("accepted: model bedside-monitor, codec vitalwire-json")
                .contains("98.2 [degF] is 36.8 Cel")
                .contains("(implausible)")
                .contains("1008 UNKNOWN_SIGN");
        RunningPlatform.Said refused =
                platform.run("explain", payload.toString(), "--model", "toaster");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("UNKNOWN_DEVICE_MODEL");
    }

    @Test
    void implausibleValuesAreShownWithTheirFlag() {
        try (Publisher monitor = Publisher.enrol(platform, "artefact-1", "artefact-patient")) {
            monitor.sendValues(now(), "\"heart-rate\":999,\"spo2\":97");
            JsonNode latest = awaitLatest("artefact-patient", "heart-rate", 999);
            assertThat(latest.at("/vitals/heart-rate/flags/0").asString()).isEqualTo("implausible");
        }
    }

    @Test
    @NeedsProgram("mosquitto_pub")
    void mosquittoPublishesToItsOwnTopicOnly() throws Exception {
        RunningPlatform.Said said =
                platform.run(
                        "device",
                        "add",
                        "mosquitto-1",
                        "--model",
                        "bedside-monitor",
                        "--patient",
                        "mosquitto-patient",
                        "--json");
        EnrolledDevice device = Publisher.parse(said.out());
        String reading = "{\"time\":\"%s\",\"values\":{\"heart-rate\":%d}}";
        for (String version : List.of("mqttv311", "mqttv5")) {
            int rate = version.equals("mqttv5") ? 75 : 71;
            assertThat(mosquitto(device, version, device.topic(), reading.formatted(now(), rate)))
                    .isZero();
            awaitLatest("mosquitto-patient", "heart-rate", rate);
        }
        mosquitto(
                device,
                "mqttv5",
                "vitalwire/v1/somebody-else/readings",
                reading.formatted(now(), 200));
        assertThat(awaitRejection("mosquitto-1").get("code").asString()).isEqualTo("FOREIGN_TOPIC");
        awaitLatest("mosquitto-patient", "heart-rate", 75);
    }

    @Test
    void theLogNamesNoPatientAndHoldsNoValue() {
        platform.status(
                "integrator",
                "PUT",
                "/api/v1/patients/canary-patient",
                "{\"displayName\":\"Canary Zebedee\",\"careUnit\":\"ward-a\"}");
        try (Publisher monitor = Publisher.enrol(platform, "canary-1", "canary-patient")) {
            monitor.sendValues(now(), "\"heart-rate\":137.31337");
            monitor.send(now(), "{\"secret\":\"Canary Zebedee\"");
            monitor.awaitAcknowledged(SOON);
            awaitRejection("canary-1");
        }
        assertThat(platform.log()).doesNotContain("Zebedee").doesNotContain("137.31337");
        // Only the audit log names whom somebody looked at.
        assertThat(
                        platform.log()
                                .lines()
                                .filter(line -> line.contains("canary-patient"))
                                .filter(line -> !line.contains("\"audit\"")))
                .isEmpty();
        assertThat(platform.send("operator", "GET", "/actuator/prometheus", null).body())
                .contains("vitalwire_gateway")
                .doesNotContain("canary-patient");
    }

    private static int mosquitto(
            EnrolledDevice device, String version, String topic, String payload) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "mosquitto_pub",
                                "-h",
                                "localhost",
                                "-p",
                                Integer.toString(device.port()),
                                "-i",
                                device.id(),
                                "-V",
                                version,
                                "-q",
                                "1",
                                "--cafile",
                                device.caFile().toString(),
                                "--cert",
                                device.certFile().toString(),
                                "--key",
                                device.keyFile().toString(),
                                "-t",
                                topic,
                                "-m",
                                payload));
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static JsonNode awaitLatest(String patient, String sign, double value) {
        return await().atMost(SOON)
                .until(
                        () ->
                                platform.get(
                                        "clinician",
                                        "/api/v1/patients/" + patient + "/vitals/latest"),
                        latest -> latest.at("/vitals/" + sign + "/value").asDouble(-1) == value);
    }

    private static JsonNode awaitRejection(String device) {
        return await().atMost(SOON)
                .until(
                        () -> platform.get("operator", "/api/v1/rejections?device=" + device),
                        rejections -> !rejections.isEmpty())
                .get(0);
    }

    private static JsonNode news2(String patient) {
        return platform.get(
                "clinician", "/api/v1/patients/" + patient + "/scores/latest?score=news2");
    }

    private static long rows(String device) {
        return platform.get(
                        "operator",
                        "/api/v1/storage/rows?device="
                                + device
                                + "&from=2000-01-01T00:00:00Z&to=2100-01-01T00:00:00Z")
                .get("rows")
                .asLong();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
