package org.vitalwire.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.mqtt.MqttProperties;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.reading.Lane;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.waveform.Samples;
import org.vitalwire.contracts.waveform.WaveformPacket;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.testkit.SharedInfrastructure;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.cbor.CBORFactory;

class WaveformIT {

    private static final int PAYLOAD_INVALID = 0x99;

    private final GatewayUnderTest gateway = GatewayUnderTest.shared();

    @Test
    void aWaveIsInKafkaWhenItsPubackComesInJsonAndInCbor() throws Exception {
        TestDevice device =
                gateway.enrol(GatewayUnderTest.freshId("wave"), "simulated-bedside-monitor");
        Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(2);
        try (WireClient client = WireClient.connect(device, 5)) {
            client.publish(1, topic(device), packet(start, 10, "ecg-lead-ii", "[1,2,null,4]"));
            client.publish(
                    2,
                    topic(device) + "/binary",
                    cbor(start.plusMillis(400)),
                    1,
                    new MqttProperties());
            assertThat(client.reply().reason()).isZero();
            assertThat(client.reply().reason()).isZero();
        }

        List<WaveformPacket> packets = packets(device);
        assertThat(packets).hasSize(2);
        assertThat(packets)
                .allSatisfy(packet -> {
                    assertThat(packet.sign()).isEqualTo(VitalSign.ECG_LEAD_II);
                    assertThat(packet.rateMillihertz()).isEqualTo(10_000);
                    assertThat(packet.lane()).isEqualTo(Lane.LIVE);
                    assertThat(packet.synthetic()).isTrue();
                });
        assertThat(packets.getFirst().startedAt()).isEqualTo(start);
        assertThat(packets.getFirst().samples().count()).isEqualTo(3);
        assertThat(packets.getLast().startedAt()).isEqualTo(start.plusMillis(400));
        assertThat(packets.getLast().samples()).isEqualTo(Samples.of(300, -2));
        // All of a device's waves are in one partition, in their order.
        assertThat(SharedInfrastructure.kafka().probe().read(Topic.WAVEFORMS.topicName()))
                .filteredOn(record -> record.key().equals(device.id()))
                .hasSize(2);
    }

    @Test
    void badWavesAreQuarantinedByTheirReasonAndGoodOnesPass() throws Exception {
        TestDevice device = gateway.enrol(GatewayUnderTest.freshId("badwave"));
        Instant now = Instant.now();
        try (WireClient client = WireClient.connect(device, 5)) {
            client.publish(1, topic(device), packet(now, 501, "pleth", "[1,2]"));
            client.publish(
                    2,
                    topic(device),
                    """
                    {"start":"%s","hz":10,"channels":[{"sign":"pleth","samples":[1,2]},\
                    {"sign":"nobody-knows","samples":[1,2]}]}\
                    """
                            .formatted(now.minusMillis(200)));
            client.publish(3, topic(device), packet(now.plusSeconds(600), 10, "pleth", "[1,2]"));
            client.publish(4, topic(device), packet(Instant.EPOCH, 10, "pleth", "[1,2]"));

            assertThat(client.reply().reason()).isEqualTo(PAYLOAD_INVALID);
            WireClient.Reply partial = client.reply();
            assertThat(partial.reason()).isZero();
            assertThat(partial.reasonString()).isEqualTo("stored 1, rejected 1: UNKNOWN_SIGN 1008");
            assertThat(client.reply().reason()).isEqualTo(PAYLOAD_INVALID);
            assertThat(client.reply().reason()).isEqualTo(PAYLOAD_INVALID);
        }
        assertThat(packets(device)).hasSize(1);
        JsonNode rejection = gateway.awaitRejection(device.id(), "BAD_SAMPLE_RATE");
        assertThat(rejection.path("codec").stringValue()).isEqualTo("waveform-json");
        gateway.awaitRejection(device.id(), "UNKNOWN_SIGN");
        gateway.awaitRejection(device.id(), "FUTURE_TIME");
        gateway.awaitRejection(device.id(), "CLOCK_NOT_SET");
    }

    private List<WaveformPacket> packets(TestDevice device) {
        return gateway.events().read(EventCodecs.WAVEFORM_PACKET).stream()
                .filter(packet -> packet.deviceId().value().equals(device.id()))
                .toList();
    }

    private static String topic(TestDevice device) {
        return "vitalwire/v1/" + device.id() + "/waveforms";
    }

    private static String packet(Instant start, int hz, String sign, String samples) {
        return "{\"start\":\"%s\",\"hz\":%d,\"channels\":[{\"sign\":\"%s\",\"samples\":%s}]}"
                .formatted(start, hz, sign, samples);
    }

    private static byte[] cbor(Instant start) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator generator =
                new CBORFactory().createGenerator(ObjectWriteContext.empty(), out)) {
            generator.writeStartObject();
            generator.writeStringProperty("start", start.toString());
            generator.writeNumberProperty("hz", 10);
            generator.writeArrayPropertyStart("channels");
            generator.writeStartObject();
            generator.writeStringProperty("sign", "ecg-lead-ii");
            generator.writeName("samples");
            generator.writeBinary(new byte[] {0x2C, 0x01, (byte) 0xFE, (byte) 0xFF});
            generator.writeEndObject();
            generator.writeEndArray();
            generator.writeEndObject();
        }
        return out.toByteArray();
    }
}
