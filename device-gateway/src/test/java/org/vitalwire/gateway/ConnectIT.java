package org.vitalwire.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vitalwire.contracts.event.DeviceStatus;
import org.vitalwire.contracts.event.DeviceStatus.Connection;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.gateway.WireClient.Connect;
import org.vitalwire.testkit.TestCertificates;

class ConnectIT {

    private static final int NOT_AUTHORISED = 0x87;
    private static final int TAKEN_OVER = 0x8E;

    private final GatewayUnderTest gateway = GatewayUnderTest.shared();

    @Test
    void withoutACertificateThereIsNoConnection() {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("bare"));

        assertRefusedByTls(() -> hello(device.anonymousTls(), device));
    }

    @Test
    void anotherAuthoritysCertificateIsRefused() {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("stranger"));
        TestCertificates stranger = TestCertificates.newAuthority();

        assertRefusedByTls(() -> hello(gateway.tls(stranger.device(device.id())), device));
    }

    @Test
    void anExpiredCertificateIsRefused() {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("expired"));
        TestCertificates.Identity expired =
                gateway.externalAuthority()
                        .device(
                                device.id(),
                                Instant.now().minus(Duration.ofDays(40)),
                                Duration.ofDays(30));

        assertRefusedByTls(() -> hello(gateway.tls(expired), device));
    }

    @Test
    void aServersCertificateIsNotADevices() {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("server"));

        assertRefusedByTls(() -> hello(gateway.tls(gateway.externalAuthority().server()), device));
    }

    @Test
    void aTrustedExternalAuthoritysDeviceIsLetIn() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("external"));

        assertThat(hello(gateway.tls(gateway.externalAuthority().device(device.id())), device))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"5, 0x87", "4, 5"})
    void aDeviceThatIsNotRegisteredIsRefusedAndListed(int version, Integer code) throws Exception {
        String id = GatewayUnderTest.freshId("nobody");
        try (WireClient client =
                WireClient.open(
                        gateway.tls(gateway.externalAuthority().device(id)),
                        gateway.mqttPort(),
                        version)) {
            assertThat(code(client.connect(Connect.as(id)))).isEqualTo(code);
        }
        assertThat(gateway.awaitRejection(id, "UNKNOWN_DEVICE").path("number").intValue())
                .isEqualTo(3001);
    }

    @ParameterizedTest
    @CsvSource({"5, 0x87", "4, 5"})
    void anotherDevicesNameIsRefusedAndListed(int version, Integer code) throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("liar"));
        TestDevice victim = gateway.enrol(GatewayUnderTest.freshId("victim"));
        try (WireClient client = WireClient.open(device.tls(), device.port(), version)) {
            assertThat(code(client.connect(Connect.as(victim.id())))).isEqualTo(code);
        }
        gateway.awaitRejection(device.id(), "IDENTITY_MISMATCH");
    }

    @Test
    void aWillForAnothersTopicIsRefused() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("willing"));
        try (WireClient client = WireClient.open(device.tls(), device.port(), 5)) {
            assertThat(
                            code(
                                    client.connect(
                                            Connect.as(device.id())
                                                    .withWill("vitalwire/v1/other/status", "{}"))))
                    .isEqualTo(NOT_AUTHORISED);
        }
        gateway.awaitRejection(device.id(), "FOREIGN_TOPIC");
    }

    @Test
    void aClientWithoutANameGetsTheCertificates() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("nameless"));
        try (WireClient client = WireClient.open(device.tls(), device.port(), 5)) {
            MqttConnAckMessage answer = client.connect(Connect.as(""));

            assertThat(code(answer)).isZero();
            assertThat(
                            answer.variableHeader()
                                    .properties()
                                    .getProperty(MqttProperties.ASSIGNED_CLIENT_IDENTIFIER)
                                    .value())
                    .isEqualTo(device.id());
        }
        try (WireClient client = WireClient.open(device.tls(), device.port(), 4)) {
            assertThat(code(client.connect(Connect.as("")))).isZero();
        }
    }

    @Test
    void theConnackTellsTheLimits() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("limits"));
        try (WireClient client = WireClient.open(device.tls(), device.port(), 5)) {
            MqttConnAckMessage answer =
                    client.connect(Connect.as(device.id()).withKeepAlive(0).resuming(1_000_000));

            assertThat(number(answer, MqttProperties.RECEIVE_MAXIMUM)).isEqualTo(50);
            assertThat(number(answer, MqttProperties.MAXIMUM_QOS)).isEqualTo(1);
            assertThat(number(answer, MqttProperties.RETAIN_AVAILABLE)).isZero();
            assertThat(number(answer, MqttProperties.MAXIMUM_PACKET_SIZE)).isEqualTo(1 << 20);
            assertThat(number(answer, MqttProperties.TOPIC_ALIAS_MAXIMUM)).isEqualTo(8);
            assertThat(number(answer, MqttProperties.SHARED_SUBSCRIPTION_AVAILABLE)).isZero();
            assertThat(number(answer, MqttProperties.SERVER_KEEP_ALIVE)).isEqualTo(300);
            assertThat(number(answer, MqttProperties.SESSION_EXPIRY_INTERVAL)).isEqualTo(604_800);
        }
    }

    @Test
    void aSecondConnectionTakesTheFirstOnesPlace() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("twice"));
        try (WireClient first = WireClient.connect(device, 5);
                WireClient second = WireClient.connect(device, 5)) {
            assertThat(first.disconnected()).isEqualTo(TAKEN_OVER);

            second.publish(1, device.statusTopic(), "{}");
            assertThat(second.reply().reason()).isZero();
        }
        awaitStatus(device, Connection.LOST);
        assertThat(statuses(device))
                .containsExactly(
                        Connection.ONLINE, Connection.ONLINE, Connection.ONLINE, Connection.LOST);
    }

    @Test
    void aSessionIsPresentWhenTheClientComesBackForIt() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("session"));
        assertThat(sessionPresent(device, Connect.as(device.id()).resuming(600))).isFalse();
        assertThat(sessionPresent(device, Connect.as(device.id()).resuming(600))).isTrue();
        assertThat(sessionPresent(device, Connect.as(device.id()))).isFalse();
        assertThat(sessionPresent(device, Connect.as(device.id()).resuming(600))).isFalse();
    }

    @Test
    void comingAndGoingIsTold() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("polite"));
        try (WireClient client = WireClient.connect(device, 5)) {
            awaitStatus(device, Connection.ONLINE);
            client.disconnect(0);
            awaitStatus(device, Connection.OFFLINE);
        }
    }

    @Test
    void aWillIsTheDevicesLastWord() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("mortal"));
        try (WireClient client = WireClient.open(device.tls(), device.port(), 5)) {
            client.connect(
                    Connect.as(device.id())
                            .withWill(device.statusTopic(), "{\"fault\":\"battery empty\"}"));
            client.publish(1, device.statusTopic(), "{\"battery\":3,\"firmware\":\"2.1\"}");
            assertThat(client.reply().reason()).isZero();
        }
        DeviceStatus lost = awaitStatus(device, Connection.LOST);
        assertThat(lost.fault()).contains("battery empty");
        assertThat(lost.batteryPercent()).hasValue(3);
        assertThat(lost.firmware()).contains("2.1");
        assertThat(lost.model()).isEqualTo("bedside-monitor");
    }

    @Test
    void aSilentClientIsLostAfterOneAndAHalfKeepAlives() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("silent"));
        try (WireClient client = WireClient.open(device.tls(), device.port(), 5)) {
            client.connect(Connect.as(device.id()).withKeepAlive(1));
            awaitStatus(device, Connection.LOST);
        }
    }

    private boolean sessionPresent(TestDevice device, Connect connect) throws IOException {
        try (WireClient client = WireClient.open(device.tls(), device.port(), 5)) {
            boolean present = client.connect(connect).variableHeader().isSessionPresent();
            // Answered after the connection is known everywhere.
            client.publish(1, device.statusTopic(), "{}");
            client.reply();
            return present;
        }
    }

    private DeviceStatus awaitStatus(TestDevice device, Connection connection) {
        return gateway.events()
                .awaitOne(
                        EventCodecs.DEVICE_STATUS,
                        status ->
                                status.deviceId().value().equals(device.id())
                                        && status.connection() == connection);
    }

    private java.util.List<Connection> statuses(TestDevice device) {
        return gateway.events().read(EventCodecs.DEVICE_STATUS).stream()
                .filter(status -> status.deviceId().value().equals(device.id()))
                .map(DeviceStatus::connection)
                .toList();
    }

    /** The CONNACK's code; TLS 1.3 may refuse as late as that. */
    private static int hello(SSLContext tls, TestDevice device) throws IOException {
        try (WireClient client = WireClient.open(tls, device.port(), 5)) {
            return code(client.connect(Connect.as(device.id())));
        }
    }

    private static void assertRefusedByTls(ThrowingCallable connecting) {
        assertThatThrownBy(connecting)
                .isInstanceOfAny(IOException.class, UncheckedIOException.class);
    }

    private static int code(MqttConnAckMessage answer) {
        return answer.variableHeader().connectReturnCode().byteValue() & 0xFF;
    }

    private static int number(MqttConnAckMessage answer, int property) {
        return (int) answer.variableHeader().properties().getProperty(property).value();
    }
}
