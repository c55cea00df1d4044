package org.vitalwire.ehr.facade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ehr.FakeIngest;
import org.vitalwire.ehr.RunningBridge;
import org.vitalwire.embedded.ServiceDatabase;
import org.vitalwire.testkit.SharedInfrastructure;
import org.vitalwire.testkit.TestTokens;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A care unit's Observations as files, as the Bulk Data Access guide has it. */
class BulkExportIT {

    private static final Instant BEGIN = Instant.parse("2025-11-22T10:00:00Z");
    private static final int MINUTES = 1_500;
    private static final TestTokens TOKENS = TestTokens.shared();
    private static final String INTEGRATOR = TOKENS.token("integrator");
    private static final String EXPORT = "/fhir/Group/vwu-ward-a/$export";

    private static ServiceDatabase database;
    private static FakeIngest ingest;
    private static RunningBridge bridge;

    @BeforeAll
    static void start() {
        SharedInfrastructure.startAll();
        database = SharedInfrastructure.newDatabase("ehr");
        ingest = new FakeIngest();
        bridge = startBridge();
        for (String patient : List.of("p-1", "p-2")) {
            bridge.put(
                    "/api/v1/patients/" + patient,
                    "{\"careUnit\":\"ward-a\"}",
                    TOKENS.token("operator"));
        }
        bridge.put(
                "/api/v1/patients/p-other", "{\"careUnit\":\"ward-b\"}", TOKENS.token("operator"));
        for (int minute = 0; minute < MINUTES; minute++) {
            ingest.store(
                    "p-1",
                    "d1",
                    VitalSign.HEART_RATE,
                    BEGIN.plus(Duration.ofMinutes(minute)),
                    60 + minute % 60);
        }
        ingest.store("p-2", "d2", VitalSign.SPO2, BEGIN, 97);
        ingest.store("p-other", "d3", VitalSign.SPO2, BEGIN, 91);
    }

    private static RunningBridge startBridge() {
        return RunningBridge.start(database, "vitalwire.ehr.ingest.url=" + ingest.url());
    }

    @AfterAll
    static void stop() {
        bridge.close();
        ingest.close();
    }

    @Test
    void aUnitIsExportedByWhoeverAskedAndForNobodyElse() {
        String status = begin(EXPORT);

        JsonNode manifest = awaitManifest(status);
        assertThat(manifest.get("requiresAccessToken").asBoolean()).isTrue();
        assertThat(manifest.get("request").asString()).endsWith(EXPORT);
        assertThat(lines(manifest, "Patient")).hasSize(2);
        List<String> observations = lines(manifest, "Observation");
        assertThat(observations).hasSize(MINUTES + 1).doesNotHaveDuplicates();
        assertThat(observations).noneMatch(line -> line.contains("p-other"));
        String file = path(manifest.at("/output/0/url").asString());
        String other = TOKENS.token("somebody", List.of("integrator"), List.of("*"));
        assertThat(bridge.get(status, other).statusCode()).isEqualTo(404);
        assertThat(bridge.get(file, other).statusCode()).isEqualTo(404);
        assertThat(bridge.get(file, "no-token").statusCode()).isEqualTo(401);

        assertThat(bridge.delete(status, INTEGRATOR).statusCode()).isEqualTo(202);
        assertThat(bridge.get(status, INTEGRATOR).statusCode()).isEqualTo(404);
        assertThat(bridge.get(file, INTEGRATOR).statusCode()).isEqualTo(404);
    }

    @Test
    void anExportGoesOnAfterARestartWhereItWas() {
        ingest.setAway(true);
        String status = begin(EXPORT + "?_type=Observation");
        HttpResponse<String> working = bridge.get(status, INTEGRATOR);
        assertThat(working.statusCode()).isEqualTo(202);
        assertThat(working.headers().firstValue("X-Progress")).contains("0 of 2");
        bridge.close();
        bridge = startBridge();
        ingest.setAway(false);

        JsonNode manifest = awaitManifest(status);

        assertThat(lines(manifest, "Observation")).hasSize(MINUTES + 1).doesNotHaveDuplicates();
        assertThat(lines(manifest, "Patient")).isEmpty();
    }

    @Test
    void whatCannotBeExportedIsRefused() {
        String nurse = TOKENS.token("clinician", "ward-b");
        assertThat(bridge.get("/fhir/Group", nurse).body()).doesNotContain("ward-a");
        assertThat(bridge.get("/fhir/Group/vwu-ward-a", nurse).statusCode()).isEqualTo(404);
        assertThat(bridge.get(EXPORT, nurse).statusCode()).isEqualTo(404);
        assertThat(bridge.get(EXPORT + "?_type=Claim", INTEGRATOR).statusCode()).isEqualTo(400);
        assertThat(bridge.get(EXPORT + "?_typeFilter=x", INTEGRATOR).statusCode()).isEqualTo(400);
        assertThat(bridge.get(EXPORT + "?_outputFormat=csv", INTEGRATOR).statusCode())
                .isEqualTo(400);
        assertThat(
                        bridge.get(EXPORT, TOKENS.tokenWithScope("integrator", "system/Patient.rs"))
                                .statusCode())
                .isEqualTo(403);
    }

    private static String begin(String export) {
        HttpResponse<String> answer = bridge.get(export, INTEGRATOR);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return path(answer.headers().firstValue("Content-Location").orElseThrow());
    }

    private static JsonNode awaitManifest(String status) {
        String body =
                await().atMost(Duration.ofSeconds(60))
                        .until(
                                () -> bridge.get(status, INTEGRATOR),
                                answer -> answer.statusCode() == 200)
                        .body();
        return JsonMapper.shared().readTree(body);
    }

    private static List<String> lines(JsonNode manifest, String type) {
        List<String> lines = new ArrayList<>();
        for (JsonNode file : manifest.get("output")) {
            if (file.get("type").asString().equals(type)) {
                HttpResponse<String> answer =
                        bridge.get(path(file.get("url").asString()), INTEGRATOR);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                        .startsWith("application/fhir+ndjson");
                List<String> of = answer.body().lines().toList();
                assertThat(of).hasSize(file.get("count").asInt());
                lines.addAll(of);
            }
        }
        return lines;
    }

    private static String path(String url) {
        return URI.create(url).getPath();
    }
}
