package org.vitalwire.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vitalwire.gateway.GatewayUnderTest.Answer;
import org.vitalwire.gateway.TestDevice.Keys;
import org.vitalwire.gateway.WireClient.Published;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How a device comes by its first certificate, and by the next one. */
class EnrolmentIT {

    private static final int NOT_AUTHORISED = 0x87;

    private final GatewayUnderTest gateway = GatewayUnderTest.shared();

    @Test
    void aClaimEnrolsItsDeviceOnce() throws Exception {
        String id = GatewayUnderTest.freshId("claimed");
        String claim = claim(id, null).path("claim").stringValue();
        Keys keys = Keys.generate();

        Answer enrolled = redeem(claim, keys.signingRequest("whoever"));

        assertThat(enrolled.status()).isEqualTo(201);
        assertThat(enrolled.json().path("state").stringValue()).isEqualTo("ACTIVE");
        TestDevice device = TestDevice.of(id, keys, enrolled.json());
        try (WireClient client = WireClient.connect(device, 5)) {
            client.publish(
                    1,
                    device.topic(),
                    "{\"time\":\"%s\",\"values\":{\"spo2\":97}}".formatted(Instant.now()));
            assertThat(client.reply().reason()).isZero();
        }
        assertRefused(redeem(claim, Keys.generate().signingRequest(id)));
        assertThat(gateway.get("operator", "/api/v1/claims").json())
                .anySatisfy(listed -> {
                    assertThat(listed.path("deviceId").stringValue()).isEqualTo(id);
                    assertThat(listed.path("usedAt").isString()).isTrue();
                    assertThat(listed.toString()).doesNotContain(claim);
                });
        assertThat(
                        gateway.get("operator", "/api/v1/devices/" + id)
                                .json()
                                .path("udi")
                                .stringValue())
                .isEqualTo("(01)00844588003288");
    }

    @Test
    void whateverIsWrongWithAClaimItsBearerHearsTheSame() {
        String id = GatewayUnderTest.freshId("wrong");
        String first = claim(id, null).path("claim").stringValue();
        String second = claim(id, null).path("claim").stringValue();
        String request = Keys.generate().signingRequest(id);

        assertRefused(redeem("no-such-claim", request));
        assertThat(redeem("x".repeat(70_000), request).status()).isEqualTo(413);
        // A later claim for the device takes the place of the earlier one.
        assertRefused(redeem(first, request));
        gateway.sql(
                "UPDATE gateway.device_claim SET expires_at = now() - interval '1 second'"
                        + " WHERE device_id = ?",
                id);
        assertRefused(redeem(second, request));
        assertThat(redeem("no-such-claim", "no request").json().path("code").stringValue())
                .isEqualTo("INVALID_SIGNING_REQUEST");
        assertThat(
                        gateway.post(
                                        "clinician",
                                        "/api/v1/claims",
                                        Map.of("deviceId", id, "model", "bedside-monitor"))
                                .status())
                .isEqualTo(403);
    }

    @Test
    void aClaimsCertificateCanEnrolAndNothingElse() throws Exception {
        String id = GatewayUnderTest.freshId("bearer");
        Keys claimKeys = Keys.generate();
        JsonNode made = claim(id, claimKeys.signingRequest(id));
        TestDevice bearer = bearer(id, claimKeys, made);

        try (WireClient client = WireClient.connect(bearer, 5)) {
            client.subscribe(1, "vitalwire/v1/%s/commands".formatted(id));
            assertThat(client.subscribed()).isEqualTo(NOT_AUTHORISED);
            client.publish(2, bearer.topic(), "{\"values\":{\"spo2\":97}}");
            assertThat(client.disconnected()).isEqualTo(NOT_AUTHORISED);
        }
        assertThat(gateway.awaitRejection(id, "CLAIM_ONLY").path("number").intValue())
                .isEqualTo(3007);
        assertThat(gateway.get("operator", "/api/v1/devices?id=" + id).json()).isEmpty();

        Keys keys = Keys.generate();
        try (WireClient client = WireClient.connect(bearer, 5)) {
            client.subscribe(1, "vitalwire/v1/enrol/response");
            assertThat(client.subscribed()).isEqualTo(1);
            client.publish(
                    2,
                    "vitalwire/v1/enrol/request",
                    JsonMapper.shared()
                            .writeValueAsString(
                                    Map.of(
                                            "deviceId",
                                            id,
                                            "claim",
                                            made.path("claim").stringValue(),
                                            "certificateSigningRequest",
                                            keys.signingRequest(id))));
            Published answer = client.published();
            assertThat(client.reply().reason()).isZero();
            assertThat(answer.topic()).isEqualTo("vitalwire/v1/enrol/response");
            JsonNode enrolled = JsonMapper.shared().readTree(answer.payload());
            assertThat(enrolled.path("result").stringValue()).isEqualTo("enrolled");

            TestDevice device = TestDevice.of(id, keys, enrolled);
            assertThat(WireClient.connackCode(device, 5)).isZero();
        }
        // The claim is used up, and its certificate with it.
        assertThat(WireClient.connackCode(bearer, 5)).isEqualTo(NOT_AUTHORISED);
    }

    @Test
    void aDeviceRenewsItsCertificateOverMqtt() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("renewing"));
        Keys next = Keys.generate();
        try (WireClient client = WireClient.connect(device, 5)) {
            client.publish(
                    1,
                    "vitalwire/v1/%s/certificate/request".formatted(device.id()),
                    next.signingRequest("x"));
            Published answer = client.published();
            assertThat(client.reply().reason()).isZero();

            assertThat(answer.topic()).isEqualTo("vitalwire/v1/%s/commands".formatted(device.id()));
            JsonNode command = JsonMapper.shared().readTree(answer.payload());
            assertThat(command.path("command").stringValue()).isEqualTo("certificate");
            TestDevice renewed = device.with(next, command.path("certificate").stringValue());
            assertThat(renewed.serial()).isNotEqualTo(device.serial());
            assertThat(WireClient.connackCode(renewed, 5)).isZero();
        }
        // Until its own end, so that a device that lost the new one is not locked out.
        assertThat(WireClient.connackCode(device, 5)).isZero();
        assertThat(
                        gateway.get("operator", "/api/v1/devices/" + device.id())
                                .json()
                                .path("certificates"))
                .hasSize(2);
    }

    @Test
    void whatIsNoSigningRequestIsAnsweredAndTheConnectionGoesOn() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("garbled"));
        try (WireClient client = WireClient.connect(device, 5)) {
            client.publish(
                    1, "vitalwire/v1/%s/certificate/request".formatted(device.id()), "please");
            assertThat(client.published().payload()).contains("INVALID_SIGNING_REQUEST");
            assertThat(client.reply().reason()).isEqualTo(0x99);
            client.ping();
        }
    }

    @Test
    void aDeviceRenewsItsCertificateOverHttps() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("https"));
        Keys next = Keys.generate();
        String request = next.signingRequest("x");

        Answer renewed = renew(device, request, sign(device.keys(), request));

        assertThat(renewed.status()).isEqualTo(200);
        assertThat(
                        WireClient.connackCode(
                                device.with(next, renewed.json().path("certificate").stringValue()),
                                5))
                .isZero();
        assertThat(renew(device, request, sign(next, request)).json().path("code").stringValue())
                .isEqualTo("RENEWAL_REFUSED");
        gateway.post(
                "operator",
                "/api/v1/devices/%s/suspend".formatted(device.id()),
                Map.of("reason", "lost"));
        assertThat(renew(device, request, sign(device.keys(), request)).status()).isEqualTo(403);
    }

    private static TestDevice bearer(String id, Keys keys, JsonNode made) {
        GatewayUnderTest gateway = GatewayUnderTest.shared();
        return new TestDevice(
                id,
                "vitalwire/v1/%s/readings".formatted(id),
                "localhost",
                gateway.mqttPort(),
                keys,
                made.path("certificate").stringValue(),
                gateway.authorityPem());
    }

    private Answer renew(TestDevice device, String request, String signature) {
        return gateway.post(
                "/api/v1/renewals",
                Map.of(
                        "deviceId",
                        device.id(),
                        "certificateSigningRequest",
                        request,
                        "certificate",
                        device.certificatePem(),
                        "signature",
                        signature));
    }

    private static String sign(Keys keys, String text) throws Exception {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.pair().getPrivate());
        signature.update(text.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(signature.sign());
    }

    private Answer redeem(String claim, String request) {
        return gateway.post(
                "/api/v1/enrolments", Map.of("claim", claim, "certificateSigningRequest", request));
    }

    private JsonNode claim(String id, @Nullable String signingRequest) {
        Map<String, Object> body = new HashMap<>();
        body.put("deviceId", id);
        body.put("model", "bedside-monitor");
        body.put("expiresIn", Duration.ofHours(1).toString());
        body.put("udi", "(01)00844588003288");
        if (signingRequest != null) {
            body.put("certificateSigningRequest", signingRequest);
        }
        Answer answer = gateway.post("operator", "/api/v1/claims", body);
        assertThat(answer.status()).isEqualTo(201);
        return answer.json();
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().path("code").stringValue()).isEqualTo("CLAIM_REFUSED");
    }
}
