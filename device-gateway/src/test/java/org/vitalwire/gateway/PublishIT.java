package org.vitalwire.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.ClockQuality;
import org.vitalwire.contracts.reading.Lane;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.testkit.KafkaProbe;
import org.vitalwire.testkit.SharedInfrastructure;
import tools.jackson.databind.JsonNode;

class PublishIT {

    private static final int NOT_AUTHORISED = 0x87;
    private static final int PAYLOAD_INVALID = 0x99;

    private final GatewayUnderTest gateway = GatewayUnderTest.shared();

    @Test
    void aReadingIsInKafkaWhenItsPubackComes() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("monitor"));
        gateway.associate(device.id(), "pat-1");

        try (WireClient client = WireClient.connect(device, 5)) {
            client.publish(
                    7,
                    device.topic(),
                    """
                    {"time":"%s","seq":1,"values":{"heart-rate":72,"temperature":\
                    {"value":98.2,"unit":"[degF]"},"consciousness":"V","spo2":1000}}\
                    """
                            .formatted(Instant.now()));
            WireClient.Reply puback = client.reply();
            assertThat(puback.packetId()).isEqualTo(7);
            assertThat(puback.reason()).isZero();
        }

        Reading reading = gateway.readings(device).getFirst();
        assertThat(reading.patientId()).contains(new PatientId("pat-1"));
        assertThat(reading.lane()).isEqualTo(Lane.LIVE);
        assertThat(reading.clockQuality()).isEqualTo(ClockQuality.SYNCHRONISED);
        assertThat(reading.synthetic()).isFalse();
        assertThat(reading.value(VitalSign.TEMPERATURE).orElseThrow().value()).isEqualTo(36.8);
        assertThat(reading.value(VitalSign.CONSCIOUSNESS).orElseThrow().value()).isEqualTo(2);
        assertThat(reading.value(VitalSign.SPO2).orElseThrow().isScorable()).isFalse();
    }

    @Test
    void theTraceTravelsIntoKafka() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("traced"));
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        MqttProperties properties = new MqttProperties();
        properties.add(new MqttProperties.UserProperty("traceparent", trace));

        try (WireClient client = WireClient.connect(device, 5)) {
            client.publish(1, device.topic(), bytes(reading(97)), 1, properties);
            assertThat(client.reply().reason()).isZero();
        }

        assertThat(SharedInfrastructure.kafka().probe().read(Topic.READINGS.topicName()))
                .filteredOn(record -> record.key().equals("device:" + device.id()))
                .hasSize(1)
                .allSatisfy(record -> {
                    assertThat(KafkaProbe.header(record, "traceparent")).isEqualTo(trace);
                    assertThat(KafkaProbe.header(record, "event-type"))
                            .isEqualTo("vitalwire.v1.ReadingEvent");
                });
    }

    @Test
    void badPayloadsAreQuarantinedAndTheirNeighboursPass() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("poison"));
        try (WireClient client = WireClient.connect(device, 5)) {
            client.publish(1, device.topic(), "garbage");
            client.publish(2, device.topic(), reading(96));
            client.publish(
                    3,
                    device.topic(),
                    "[%s,{\"time\":\"1970-01-01T00:00:09Z\",\"values\":{\"spo2\":1}}]"
                            .formatted(reading(95)));

            assertThat(client.reply().reason()).isEqualTo(PAYLOAD_INVALID);
            assertThat(client.reply().reason()).isZero();
            WireClient.Reply partial = client.reply();
            assertThat(partial.reason()).isZero();
            assertThat(partial.reasonString())
                    .isEqualTo("stored 1, rejected 1: CLOCK_NOT_SET 1006");
        }

        assertThat(spo2(device)).containsExactlyInAnyOrder(96.0, 95.0);
        JsonNode garbage = gateway.awaitRejection(device.id(), "UNDECODABLE");
        assertThat(garbage.path("number").intValue()).isEqualTo(1001);
        assertThat(garbage.path("bytes").intValue()).isEqualTo(7);
        assertThat(garbage.path("codec").stringValue()).isEqualTo("vitalwire-json");
        assertThat(garbage.path("topic").stringValue()).isEqualTo(device.topic());
        assertThat(
                        gateway.get(
                                        "operator",
                                        "/api/v1/rejections/%s/payload"
                                                .formatted(garbage.path("id").stringValue()))
                                .body())
                .isEqualTo("garbage");
        gateway.awaitRejection(device.id(), "CLOCK_NOT_SET");
    }

    @Test
    void aForeignTopicIsRefusedAndQuarantined() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("nosy"));
        TestDevice other = gateway.enrol(GatewayUnderTest.freshId("other"));
        try (WireClient client = WireClient.connect(device, 5)) {
            client.publish(1, other.topic(), reading(97));
            assertThat(client.reply().reason()).isEqualTo(NOT_AUTHORISED);
        }
        assertThat(gateway.awaitRejection(device.id(), "FOREIGN_TOPIC").path("topic").stringValue())
                .isEqualTo(other.topic());
        assertThat(gateway.readings(other)).isEmpty();
        assertThat(gateway.readings(device)).isEmpty();
    }

    @Test
    void anOldClientIsNotToldButTheForeignTopicIsQuarantined() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("old"));
        try (WireClient client = WireClient.connect(device, 4)) {
            client.publish(1, "somewhere/else", reading(97));
            assertThat(client.reply().type()).isEqualTo(MqttMessageType.PUBACK);
        }
        gateway.awaitRejection(device.id(), "FOREIGN_TOPIC");
    }

    @Test
    void anOversizedPayloadIsQuarantinedAndItsNeighbourPasses() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("large"));
        try (WireClient client = WireClient.connect(device, 5)) {
            client.publish(1, device.topic(), reading(97) + " ".repeat(300 * 1024));
            client.publish(2, device.topic(), reading(96));
            assertThat(client.reply().reason()).isEqualTo(PAYLOAD_INVALID);
            assertThat(client.reply().reason()).isZero();
        }
        assertThat(gateway.awaitRejection(device.id(), "OVERSIZED").path("bytes").intValue())
                .isGreaterThan(300 * 1024);
    }

    @Test
    void aPacketTooLargeToReadClosesTheConnectionAndIsListed() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("huge"));
        try (WireClient client = WireClient.connect(device, 5)) {
            client.publish(1, device.topic(), " ".repeat(1_100_000));
            assertThat(client.disconnected()).isIn(0x95, -1);
        } catch (java.io.UncheckedIOException closedWhileWriting) {
            assertThat(closedWhileWriting).hasRootCauseInstanceOf(java.io.IOException.class);
        }
        assertThat(gateway.awaitRejection(device.id(), "OVERSIZED").path("bytes").intValue())
                .isGreaterThan(1_100_000);
    }

    @Test
    void whatIsNotMqttClosesTheConnection() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("babble"));
        try (WireClient client = WireClient.connect(device, 5)) {
            client.sendRaw(new byte[] {(byte) 0xFF, 1, 2, 3, 4});
            assertThat(client.disconnected()).isIn(0x81, -1);
        }
    }

    @Test
    void aTopicAliasStandsForTheTopic() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("alias"));
        try (WireClient client = WireClient.connect(device, 5)) {
            client.publish(1, device.topic(), bytes(reading(97)), 1, alias(3));
            client.publish(2, "", bytes(reading(96)), 1, alias(3));
            assertThat(client.reply().reason()).isZero();
            assertThat(client.reply().reason()).isZero();
            client.publish(3, "", bytes(reading(95)), 1, alias(9));
            assertThat(client.disconnected()).isEqualTo(0x94);
        }
        assertThat(spo2(device)).containsExactlyInAnyOrder(97.0, 96.0);
    }

    @Test
    void qosTwoIsRefusedInVersion5AndHonouredInVersion3() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("exact"));
        try (WireClient client = WireClient.connect(device, 5)) {
            client.publish(1, device.topic(), bytes(reading(97)), 2, new MqttProperties());
            assertThat(client.disconnected()).isEqualTo(0x9B);
        }
        try (WireClient client = WireClient.connect(device, 4)) {
            client.publish(2, device.topic(), bytes(reading(96)), 2, new MqttProperties());
            assertThat(client.reply().type()).isEqualTo(MqttMessageType.PUBREC);
            client.release(2);
            assertThat(client.reply().type()).isEqualTo(MqttMessageType.PUBCOMP);
        }
        assertThat(spo2(device)).containsExactly(96.0);
    }

    @Test
    void aRetainedMessageIsRefusedInVersion5() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("retain"));
        try (WireClient client = WireClient.connect(device, 5)) {
            client.publish(
                    1, device.topic(), bytes(reading(97)), 1, new MqttProperties(), false, true);
            assertThat(client.disconnected()).isEqualTo(0x9A);
        }
    }

    @Test
    void onlyTheDevicesOwnCommandsMayBeSubscribed() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("curious"));
        try (WireClient client = WireClient.connect(device, 5)) {
            client.subscribe(1, "vitalwire/v1/%s/commands".formatted(device.id()));
            assertThat(client.subscribed()).isEqualTo(1);
            client.subscribe(2, "vitalwire/v1/+/readings");
            assertThat(client.subscribed()).isEqualTo(NOT_AUTHORISED);
            client.subscribe(3, "$share/g/vitalwire/v1/%s/commands".formatted(device.id()));
            assertThat(client.subscribed()).isEqualTo(0x9E);
        }
        try (WireClient client = WireClient.connect(device, 4)) {
            client.subscribe(1, "#");
            assertThat(client.subscribed()).isEqualTo(0x80);
        }
    }

    @Test
    void whatIsSentAgainHasTheSameMessageId() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("again"));
        byte[] payload = bytes(reading(97));
        try (WireClient client = WireClient.connect(device, 5)) {
            client.publish(1, device.topic(), payload, 1, new MqttProperties());
            client.reply();
        }
        try (WireClient client = WireClient.connect(device, 5)) {
            client.publish(1, device.topic(), payload, 1, new MqttProperties(), true, false);
            client.reply();
        }

        List<Reading> readings = gateway.readings(device);
        assertThat(readings).hasSize(2);
        assertThat(readings.get(0).messageId()).isEqualTo(readings.get(1).messageId());
    }

    @Test
    void aPingIsAnsweredBesideThePublishes() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("steady"));
        try (WireClient client = WireClient.connect(device, 5)) {
            client.ping();
            client.publish(1, device.topic(), reading(97));
            assertThat(client.reply().reason()).isZero();
            assertThat(client.isSilent(Duration.ofMillis(50))).isTrue();
        }
    }

    private List<Double> spo2(TestDevice device) {
        return gateway.readings(device).stream()
                .map(reading -> reading.value(VitalSign.SPO2).orElseThrow().value())
                .toList();
    }

    private static MqttProperties alias(int alias) {
        MqttProperties properties = new MqttProperties();
        properties.add(new MqttProperties.IntegerProperty(MqttProperties.TOPIC_ALIAS, alias));
        return properties;
    }

    private static String reading(int spo2) {
        return "{\"time\":\"%s\",\"values\":{\"spo2\":%d}}".formatted(Instant.now(), spo2);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
