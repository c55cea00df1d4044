package org.vitalwire.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.DeviceEvent;
import org.vitalwire.contracts.event.DeviceEvent.Phase;
import org.vitalwire.contracts.event.DeviceEvent.Severity;
import org.vitalwire.contracts.event.DeviceEventKind;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.gateway.GatewayUnderTest.Answer;
import org.vitalwire.gateway.WireClient.Connect;
import org.vitalwire.testkit.TestCertificates.Identity;
import tools.jackson.databind.JsonNode;

/** Who may stay connected: whatever ends a device's right ends its session, too. */
class LifeCycleIT {

    private static final int NOT_AUTHORISED = 0x87;
    private static final int ADMINISTRATIVE_ACTION = 0x98;

    private final GatewayUnderTest gateway = GatewayUnderTest.shared();

    @Test
    void revocationEndsTheSessionAndTheDeviceStaysOut() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("revoked"));
        try (WireClient client = WireClient.connect(device, 5)) {
            Answer revoked =
                    act(device, "certificates/%s/revoke".formatted(device.serial()), "key lost");

            assertThat(revoked.status()).isEqualTo(200);
            assertThat(client.disconnected()).isEqualTo(NOT_AUTHORISED);
        }
        assertThat(WireClient.connackCode(device, 5)).isEqualTo(NOT_AUTHORISED);
        assertThat(WireClient.connackCode(device, 4)).isEqualTo(5);
        assertThat(
                        gateway.awaitRejection(device.id(), "CERTIFICATE_REVOKED")
                                .path("number")
                                .intValue())
                .isEqualTo(3005);
        JsonNode certificate =
                gateway.get("auditor", "/api/v1/devices/" + device.id())
                        .json()
                        .path("certificates")
                        .get(0);
        assertThat(certificate.path("serial").stringValue()).isEqualTo(device.serial());
        assertThat(certificate.path("reason").stringValue()).isEqualTo("key lost");
        assertThat(certificate.path("revokedAt").isString()).isTrue();
        assertThat(event(device, DeviceEventKind.CERTIFICATE_REVOKED).phase())
                .isEqualTo(Phase.MOMENT);
    }

    @Test
    void suspensionEndsTheSessionAndActivationLetsInAgain() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("suspended"));
        try (WireClient client = WireClient.connect(device, 5)) {
            assertThat(act(device, "suspend", "wet").json().path("state").stringValue())
                    .isEqualTo("SUSPENDED");
            assertThat(client.disconnected()).isEqualTo(ADMINISTRATIVE_ACTION);
        }
        assertThat(WireClient.connackCode(device, 5)).isEqualTo(NOT_AUTHORISED);

        assertThat(act(device, "activate", "dry").json().path("state").stringValue())
                .isEqualTo("ACTIVE");
        assertThat(WireClient.connackCode(device, 5)).isZero();
        assertThat(gateway.get("operator", "/api/v1/devices?state=ACTIVE&id=" + device.id()).json())
                .hasSize(1);
    }

    @Test
    void theFirmwareThatADeviceReportsIsInTheRegistry() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("firmware"));
        try (WireClient client = WireClient.connect(device, 5)) {
            client.publish(1, device.statusTopic(), "{\"firmware\":\"2.1.7\"}");
            assertThat(client.reply().reason()).isZero();
        }

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() ->
                        assertThat(
                                        gateway.get("operator", "/api/v1/devices/" + device.id())
                                                .json()
                                                .path("firmware")
                                                .asString(""))
                                .isEqualTo("2.1.7"));
    }

    @Test
    void retirementIsForGood() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("retired"));
        try (WireClient client = WireClient.connect(device, 4)) {
            act(device, "retire", "broken");
            assertThat(client.disconnected()).isEqualTo(-1);
        }

        Answer activated = act(device, "activate", "mended");

        assertThat(activated.status()).isEqualTo(409);
        assertThat(activated.json().path("code").stringValue()).isEqualTo("DEVICE_STATE");
        assertThat(
                        gateway.post(
                                        "clinician",
                                        "/api/v1/devices/%s/suspend".formatted(device.id()),
                                        Map.of("reason", "x"))
                                .status())
                .isEqualTo(403);
    }

    @Test
    void whatAnotherReplicaChangedIsFelt() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("elsewhere"));
        try (WireClient client = WireClient.connect(device, 5)) {
            assertThat(
                            gateway.sql(
                                    "UPDATE gateway.device SET state = 'SUSPENDED' WHERE id = ?",
                                    device.id()))
                    .isEqualTo(1);
            assertThat(client.disconnected()).isEqualTo(ADMINISTRATIVE_ACTION);
        }
    }

    @Test
    void aSessionDoesNotOutliveItsCertificate() throws Exception {
        TestDevice device = register("short");
        Instant now = Instant.now();
        Identity brief =
                gateway.externalAuthority()
                        .device(device.id(), now.minusSeconds(3_600), Duration.ofSeconds(3_604));
        try (WireClient client = WireClient.open(gateway.tls(brief), gateway.mqttPort(), 5)) {
            client.connect(Connect.as(device.id()));

            assertThat(client.disconnected()).isEqualTo(NOT_AUTHORISED);
        }
        gateway.awaitRejection(device.id(), "CERTIFICATE_EXPIRED");
        assertThat(event(device, DeviceEventKind.CERTIFICATE_EXPIRED).severity())
                .isEqualTo(Severity.PROBLEM);
    }

    @Test
    void anotherAuthoritysDeviceIsActiveOnceItCameAndGoneOnceItsAuthoritySaysSo() throws Exception {
        TestDevice device = register("foreign");
        Identity identity = gateway.externalAuthority().device(device.id());
        try (WireClient client = WireClient.open(gateway.tls(identity), gateway.mqttPort(), 5)) {
            client.connect(Connect.as(device.id()));
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> {
                        JsonNode known =
                                gateway.get("operator", "/api/v1/devices/" + device.id()).json();
                        assertThat(known.path("state").stringValue()).isEqualTo("ACTIVE");
                        assertThat(
                                        known.path("certificates")
                                                .get(0)
                                                .path("external")
                                                .booleanValue())
                                .isTrue();
                        assertThat(known.path("certificateExpiresAt").isString()).isTrue();
                    });
            // It ends within 30 days.
            assertThat(event(device, DeviceEventKind.CERTIFICATE_EXPIRING).phase())
                    .isEqualTo(Phase.STARTED);

            gateway.writeRevocationList(List.of(identity.certificate()));

            assertThat(client.disconnected()).isEqualTo(NOT_AUTHORISED);
        } finally {
            gateway.writeRevocationList(List.of());
        }
    }

    /** For a certificate of another authority. */
    private TestDevice register(String prefix) {
        String id = GatewayUnderTest.freshId(prefix);
        Answer answer =
                gateway.post(
                        "operator",
                        "/api/v1/devices",
                        Map.of("id", id, "model", "bedside-monitor", "serial", "SN-1"));
        assertThat(answer.json().path("state").stringValue()).isEqualTo("REGISTERED");
        return TestDevice.of(id, TestDevice.Keys.generate(), answer.json());
    }

    private Answer act(TestDevice device, String action, String reason) {
        return gateway.post(
                "operator",
                "/api/v1/devices/%s/%s".formatted(device.id(), action),
                Map.of("reason", reason));
    }

    private DeviceEvent event(TestDevice device, DeviceEventKind kind) {
        return gateway.events()
                .awaitOne(
                        EventCodecs.DEVICE_EVENT,
                        event ->
                                event.kind() == kind
                                        && event.deviceId()
                                                .filter(id -> id.value().equals(device.id()))
                                                .isPresent());
    }
}
