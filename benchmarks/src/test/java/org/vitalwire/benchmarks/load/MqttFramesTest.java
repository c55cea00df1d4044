package org.vitalwire.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class MqttFramesTest {

    @Test
    void connectIsMqtt5WithACleanStart() {
        ByteBuf out = Unpooled.buffer();
        MqttFrames.connect(out, "dev");

        assertThat(ByteBufUtil.hexDump(out))
                .isEqualTo("101000044d515454" + "0502003c00" + "0003646576");
    }

    @Test
    void publishCarriesTopicPacketIdAndPayload() {
        ByteBuf out = Unpooled.buffer();
        MqttFrames.publish(out, new byte[] {'a', '/', 'b'}, 258, new byte[] {'{', '}'});

        assertThat(ByteBufUtil.hexDump(out))
                .isEqualTo("320a" + "0003612f62" + "0102" + "00" + "7b7d");
    }

    @Test
    void aLongPacketHasALengthOfSeveralBytes() {
        ByteBuf out = Unpooled.buffer();
        MqttFrames.publish(out, new byte[] {'t'}, 1, new byte[300]);

        assertThat(MqttFrames.packetLength(out)).isEqualTo(out.readableBytes());
        assertThat(MqttFrames.packetLength(out.slice(0, 200))).isEqualTo(-1);
        assertThat(MqttFrames.packetLength(out.slice(0, 1))).isEqualTo(-1);
        assertThat(MqttFrames.type(out)).isEqualTo(3);
        assertThat(out.readUnsignedShort()).isEqualTo(1);
    }

    @Test
    void receiveMaximumIsFoundAmongOtherProperties() {
        // Session expiry, assigned client id, maximum packet size, then receive maximum 50.
        ByteBuf properties =
                Unpooled.wrappedBuffer(
                        ByteBufUtil.decodeHexDump(
                                "13"
                                        + "1100000e10"
                                        + "12000161"
                                        + "2700040400"
                                        + "210032"
                                        + "2a00"));
        assertThat(MqttFrames.receiveMaximum(properties)).isEqualTo(50);
        assertThat(MqttFrames.receiveMaximum(Unpooled.wrappedBuffer(new byte[] {0})))
                .isEqualTo(65_535);
    }
}
