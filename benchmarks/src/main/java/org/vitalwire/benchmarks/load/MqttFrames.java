package org.vitalwire.benchmarks.load;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** The few MQTT 5 packets that a device needs, as bytes. */
final class MqttFrames {

    static final int CONNACK = 2;
    static final int PUBACK = 4;
    static final int DISCONNECT = 14;

    /** MQTT 5, 3.2.2.3: what a CONNACK that does not speak of it means. */
    private static final int DEFAULT_RECEIVE_MAXIMUM = 65_535;

    private MqttFrames() {}

    /** Clean start: what one run did not deliver is no business of the next. */
    static void connect(ByteBuf out, String clientId) {
        byte[] id = clientId.getBytes(StandardCharsets.UTF_8);
        out.writeByte(0x10);
        length(out, 10 + 1 + 2 + id.length);
        out.writeShort(4).writeBytes(new byte[] {'M', 'Q', 'T', 'T'}).writeByte(5);
        out.writeByte(0x02).writeShort(60).writeByte(0);
        out.writeShort(id.length).writeBytes(id);
    }

    /** QoS 1, no properties. */
    static void publish(ByteBuf out, byte[] topic, int packetId, byte[] payload) {
        out.writeByte(0x32);
        length(out, 2 + topic.length + 2 + 1 + payload.length);
        out.writeShort(topic.length).writeBytes(topic);
        out.writeShort(packetId).writeByte(0).writeBytes(payload);
    }

    static void ping(ByteBuf out) {
        out.writeByte(0xC0).writeByte(0);
    }

    static void disconnect(ByteBuf out) {
        out.writeByte(0xE0).writeByte(0);
    }

    /** Bytes of the whole packet that starts at the reader index, -1 while it is not all there. */
    static int packetLength(ByteBuf in) {
        int start = in.readerIndex();
        int length = 0;
        for (int i = 1; i <= 4; i++) {
            if (in.readableBytes() <= i) {
                return -1;
            }
            int digit = in.getUnsignedByte(start + i);
            length |= (digit & 0x7F) << (7 * (i - 1));
            if (digit < 0x80) {
                int whole = 1 + i + length;
                return in.readableBytes() < whole ? -1 : whole;
            }
        }
        throw new IllegalStateException("a packet's length of more than four bytes");
    }

    /** Skips the fixed header; returns the type of the packet. */
    static int type(ByteBuf packet) {
        int type = packet.readUnsignedByte() >> 4;
        while (packet.readUnsignedByte() >= 0x80) {
            // The rest of the length.
        }
        return type;
    }

    /** Reads the properties of a CONNACK, from their length on. */
    static int receiveMaximum(ByteBuf properties) {
        int end = variable(properties) + properties.readerIndex();
        while (properties.readerIndex() < end) {
            int id = properties.readUnsignedByte();
            switch (id) {
                case 0x21 -> {
                    return properties.readUnsignedShort();
                }
                case 0x11, 0x27 -> properties.skipBytes(4);
                case 0x13, 0x22 -> properties.skipBytes(2);
                case 0x24, 0x25, 0x28, 0x29, 0x2A -> properties.skipBytes(1);
                case 0x12, 0x1A, 0x1C, 0x1F, 0x15, 0x16 ->
                        properties.skipBytes(properties.readUnsignedShort());
                case 0x26 -> {
                    properties.skipBytes(properties.readUnsignedShort());
                    properties.skipBytes(properties.readUnsignedShort());
                }
                default -> throw new IllegalStateException("a CONNACK with property " + id);
            }
        }
        return DEFAULT_RECEIVE_MAXIMUM;
    }

    private static int variable(ByteBuf in) {
        int value = 0;
        for (int shift = 0; shift <= 21; shift += 7) {
            int digit = in.readUnsignedByte();
            value |= (digit & 0x7F) << shift;
            if (digit < 0x80) {
                return value;
            }
        }
        throw new IllegalStateException("a number of more than four bytes");
    }

    private static void length(ByteBuf out, int length) {
        int left = length;
        while (left >= 0x80) {
            out.writeByte((left & 0x7F) | 0x80);
            left >>>= 7;
        }
        out.writeByte(left);
    }
}
