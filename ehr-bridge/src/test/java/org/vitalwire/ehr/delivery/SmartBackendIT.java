package org.vitalwire.ehr.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ehr.RunningBridge;
import org.vitalwire.ehr.chart.ChartEntry;
import org.vitalwire.ehr.chart.ChartFacts;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.chart.ChartKey;
import org.vitalwire.ehr.chart.MinuteSamples;
import org.vitalwire.ehr.ledger.ObservationLedger;
import org.vitalwire.testkit.SharedInfrastructure;
import org.vitalwire.testkit.TestTokens;

/**
 * Two FHIR servers that take nothing without a token of the hospital's authorization server, and
 * the bridge, which has to get one: by RS384 and a configured address, by ES384 and discovery.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SmartBackendIT {

    private static final String RSA = "bridge-rsa";
    private static final String EC = "bridge-ec";
    private static final Instant MINUTE = Instant.parse("2026-11-22T10:00:00Z");
    private static final String OPERATOR = TestTokens.shared().token("operator");

    private static final SmartAuthorizationServer HOSPITAL = SmartAuthorizationServer.start();
    private static final ScriptedFhirServer RSA_RECORD = ScriptedFhirServer.start();
    private static final ScriptedFhirServer EC_RECORD = ScriptedFhirServer.start();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    @TempDir private static Path directory;
    private static Path keys;
    private static RunningBridge bridge;
    private static int charted;

    @BeforeAll
    static void start() throws Exception {
        SharedInfrastructure.startAll();
        guard(RSA_RECORD, RSA);
        guard(EC_RECORD, EC);
        keys = directory.resolve("keys.json");
        Files.writeString(
                keys,
                new JWKSet(
                                List.of(
                                        new RSAKeyGenerator(2048).keyID("rsa-1").generate(),
                                        new ECKeyGenerator(Curve.P_384).keyID("ec-1").generate()))
                        .toString(false));
        bridge =
                RunningBridge.start(
                        SharedInfrastructure.newDatabase("ehr"),
                        "vitalwire.ehr.smart-keys.file=" + keys,
                        "vitalwire.ehr.smart-keys.publish-ahead=2s",
                        "vitalwire.ehr.smart-keys.keep-published=0s",
                        "vitalwire.ehr.targets.rsa.url=" + RSA_RECORD.url(),
                        "vitalwire.ehr.targets.rsa.poll-interval=100ms",
                        "vitalwire.ehr.targets.rsa.smart.client-id=" + RSA,
                        "vitalwire.ehr.targets.rsa.smart.scope=" + SmartAuthorizationServer.SCOPE,
                        "vitalwire.ehr.targets.rsa.smart.algorithm=RS384",
                        "vitalwire.ehr.targets.rsa.smart.token-url=" + HOSPITAL.tokenUrl(),
                        "vitalwire.ehr.targets.ec.url=" + EC_RECORD.url(),
                        "vitalwire.ehr.targets.ec.poll-interval=100ms",
                        "vitalwire.ehr.targets.ec.smart.client-id=" + EC,
                        "vitalwire.ehr.targets.ec.smart.scope=" + SmartAuthorizationServer.SCOPE);
    }

    @AfterAll
    static void stop() {
        bridge.close();
        HOSPITAL.close();
        RSA_RECORD.close();
        EC_RECORD.close();
        HTTP.shutdownNow();
    }

    /** As a resource server does: by the signature, the end, and for whom it was made out. */
    private static void guard(ScriptedFhirServer record, String clientId) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(HOSPITAL.jwksUrl()).build();
        record.guard(
                authorization -> {
                    try {
                        return authorization.startsWith("Bearer ")
                                && clientId.equals(
                                        decoder.decode(authorization.substring(7)).getSubject());
                    } catch (JwtException e) {
                        return false;
                    }
                },
                "{\"token_endpoint\":\"%s\",\"token_endpoint_auth_signing_alg_values_supported\":[\"RS384\",\"ES384\"]}"
                        .formatted(HOSPITAL.tokenUrl()));
    }

    /** One more minute on the chart. */
    private static void chartOne() {
        Instant minute = MINUTE.plusSeconds(60L * charted++);
        MinuteSamples samples = new MinuteSamples(ChartItem.HEART_RATE, minute);
        samples.add(VitalSign.HEART_RATE, minute, 70);
        bridge.bean(ObservationLedger.class)
                .chart(
                        List.of(
                                new ChartEntry(
                                        new ChartKey(
                                                new PatientId("p-smart"),
                                                Optional.of(new DeviceId("monitor-1")),
                                                ChartItem.HEART_RATE,
                                                minute),
                                        new ChartFacts.Measured(samples),
                                        true,
                                        false)),
                        Duration.ZERO);
    }

    private static void awaitAllDelivered() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> {
                    assertThat(RSA_RECORD.versions("Observation")).hasSize(charted);
                    assertThat(EC_RECORD.versions("Observation")).hasSize(charted);
                });
    }

    @Test
    @Order(1)
    void whoIsNotRegisteredYetWaitsAndSaysWhy() {
        chartOne();

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(bridge.get("/api/v1/deliveries", OPERATOR).body())
                                .contains("\"trouble\":\"no-token:invalid_client\""));
        assertThat(RSA_RECORD.transactions()).isZero();
    }

    @Test
    @Order(2)
    void bothAlgorithmsAreTakenAndWhatWaitedArrives() {
        HOSPITAL.register(RSA, SignatureAlgorithm.RS384, bridge.url("/.well-known/jwks.json"));
        HOSPITAL.register(EC, SignatureAlgorithm.ES384, bridge.url("/.well-known/jwks.json"));

        awaitAllDelivered();

        assertThat(HOSPITAL.keyIds(RSA)).contains("rsa-1");
        assertThat(HOSPITAL.keyIds(EC)).contains("ec-1");
    }

    @Test
    @Order(3)
    void assertionsThatAreReplayedOverOrForSomebodyElseAreRefused() throws Exception {
        ECKey key = (ECKey) JWKSet.load(keys.toFile()).getKeyByKeyId("ec-1");
        Instant now = Instant.now();
        String right = assertion(key, HOSPITAL.tokenUrl(), now.plusSeconds(120));

        assertThat(ask(right)).isEqualTo(200);
        assertThat(ask(right)).as("the same jti again").isEqualTo(401);
        assertThat(ask(assertion(key, HOSPITAL.tokenUrl(), now.minusSeconds(120))))
                .as("expired")
                .isEqualTo(401);
        assertThat(ask(assertion(key, "https://elsewhere.example/token", now.plusSeconds(120))))
                .as("another audience")
                .isEqualTo(401);
        assertThat(ask(assertion(key, HOSPITAL.tokenUrl(), now.plusSeconds(600))))
                .as("ends in ten minutes")
                .isEqualTo(401);
        ECKey strange = new ECKeyGenerator(Curve.P_384).keyID("ec-1").generate();
        assertThat(ask(assertion(strange, HOSPITAL.tokenUrl(), now.plusSeconds(120))))
                .as("somebody else's key under our key's name")
                .isEqualTo(401);
    }

    @Test
    @Order(4)
    void keysChangeWhileLinesFlowAndARetiredOneIsTakenNoLonger() throws Exception {
        ECKey old = (ECKey) JWKSet.load(keys.toFile()).getKeyByKeyId("ec-1");
        assertThat(bridge.post("/api/v1/smart/keys/rotate", integrator()).statusCode())
                .isEqualTo(403);

        var rotated = bridge.post("/api/v1/smart/keys/rotate", OPERATOR);
        assertThat(rotated.statusCode()).isEqualTo(200);
        assertThat(rotated.body()).contains("\"state\":\"next\"").doesNotContain("\"d\":");
        assertThat(published()).hasSize(4);
        assertThat(bridge.post("/api/v1/smart/keys/rotate", OPERATOR).body())
                .contains("ROTATION_UNDER_WAY");

        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    chartOne();
                    return HOSPITAL.keyIds(RSA).stream().distinct().count() == 2
                            && HOSPITAL.keyIds(EC).stream().distinct().count() == 2;
                });
        awaitAllDelivered();

        assertThat(EC_RECORD.versions("Observation").values()).containsOnly(1);
        assertThat(published()).hasSize(2).doesNotContain("ec-1", "rsa-1");
        assertThat(ask(assertion(old, HOSPITAL.tokenUrl(), Instant.now().plusSeconds(120))))
                .isEqualTo(401);
    }

    @Test
    @Order(5)
    void everybodyReadsOurPublicKeysAndMayKeepThemForLessThanANewOneWaits() throws Exception {
        HttpResponse<String> answer =
                HTTP.send(
                        HttpRequest.newBuilder(URI.create(bridge.url("/.well-known/jwks.json")))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("max-age=1, public");
        JWKSet set = JWKSet.parse(answer.body());
        assertThat(set.getKeys()).hasSize(2).noneMatch(JWK::isPrivate);
        assertThat(set.getKeys())
                .extracting(key -> key.getAlgorithm().getName())
                .containsExactlyInAnyOrder("RS384", "ES384");
    }

    /** Here because a bridge runs here already. */
    @Test
    @Order(6)
    void aPreviewSaysWhatAPolicyComesTo() {
        String asked =
                "{\"patientId\":\"p-smart\",\"from\":\"2026-11-22T10:00:00Z\","
                        + "\"to\":\"2026-11-22T10:05:00Z\",\"policy\":{\"everyMinutes\":5}}";
        while (charted < 5) {
            chartOne();
        }

        assertThat(bridge.post("/api/v1/charting/preview", asked, integrator()).body())
                .contains("\"written\":1,\"withheld\":5,\"truncated\":false")
                .contains("\"explanation\":\"The median of 5 minutes.\"")
                .contains("\"aroundAlerts\":null");
        assertThat(bridge.post("/api/v1/charting/preview", asked, OPERATOR).statusCode())
                .isEqualTo(403);
        String elsewhere = TestTokens.shared().token("clinician", "ward-b");
        assertThat(bridge.post("/api/v1/charting/preview", asked, elsewhere).body())
                .contains("PATIENT_NOT_FOUND");
        assertThat(
                        bridge.post(
                                        "/api/v1/charting/preview",
                                        asked.replace(":5}", ":7}"),
                                        integrator())
                                .body())
                .contains("INVALID_POLICY")
                .contains("1, 5 or 15 minutes");
        assertThat(bridge.get("/api/v1/charting", OPERATOR).body())
                .contains("{\"id\":\"ec\",\"policy\":{\"everyMinutes\":1");
    }

    private static String integrator() {
        return TestTokens.shared().token("integrator");
    }

    private static List<String> published() throws Exception {
        return JWKSet.load(URI.create(bridge.url("/.well-known/jwks.json")).toURL())
                .getKeys()
                .stream()
                .map(JWK::getKeyID)
                .toList();
    }

    /** Made here and not by the bridge, so that it can be wrong. */
    private static String assertion(ECKey key, String audience, Instant end) throws Exception {
        SignedJWT assertion =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.ES384).keyID(key.getKeyID()).build(),
                        new JWTClaimsSet.Builder()
                                .issuer(EC)
                                .subject(EC)
                                .audience(audience)
                                .jwtID(UUID.randomUUID().toString())
                                .expirationTime(Date.from(end))
                                .build());
        assertion.sign(new ECDSASigner(key));
        return assertion.serialize();
    }

    private static int ask(String assertion) throws IOException, InterruptedException {
        String form =
                "grant_type=client_credentials&scope="
                        + URLEncoder.encode(SmartAuthorizationServer.SCOPE, StandardCharsets.UTF_8)
                        + "&client_id="
                        + EC
                        + "&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3A"
                        + "client-assertion-type%3Ajwt-bearer&client_assertion="
                        + assertion;
        return HTTP.send(
                        HttpRequest.newBuilder(URI.create(HOSPITAL.tokenUrl()))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(form))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }
}
