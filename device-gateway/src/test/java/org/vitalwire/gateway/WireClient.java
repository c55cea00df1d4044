package org.vitalwire.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectPayload;
import io.netty.handler.codec.mqtt.MqttConnectVariableHeader;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttSubscribePayload;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * An MQTT client that does exactly what a test says, packet by packet, the forbidden things too.
 */
public final class WireClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SSLSocket socket;
    private final int version;
    // One channel for both: the decoder learns the version from what the encoder sends.
    private final EmbeddedChannel codec =
            new EmbeddedChannel(MqttEncoder.INSTANCE, new MqttDecoder(2 << 20));

    private WireClient(SSLSocket socket, int version) {
        this.socket = socket;
        this.version = version;
    }

    /** TLS only; the handshake is done. */
    public static WireClient open(SSLContext tls, int port, int version) throws IOException {
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket("localhost", port);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.startHandshake();
        return new WireClient(socket, version);
    }

    /** What a CONNECT may say. */
    public record Connect(
            String clientId,
            boolean cleanStart,
            int keepAliveSeconds,
            MqttProperties properties,
            String willTopic,
            String willPayload) {

        public static Connect as(String clientId) {
            return new Connect(clientId, true, 30, MqttProperties.NO_PROPERTIES, "", "");
        }

        public Connect resuming(int expirySeconds) {
            MqttProperties more = new MqttProperties();
            more.add(
                    new MqttProperties.IntegerProperty(
                            MqttProperties.SESSION_EXPIRY_INTERVAL, expirySeconds));
            return new Connect(clientId, false, keepAliveSeconds, more, willTopic, willPayload);
        }

        public Connect withWill(String topic, String payload) {
            return new Connect(clientId, cleanStart, keepAliveSeconds, properties, topic, payload);
        }

        public Connect withKeepAlive(int seconds) {
            return new Connect(clientId, cleanStart, seconds, properties, willTopic, willPayload);
        }
    }

    /** Connected as the device itself. */
    public static WireClient connect(TestDevice device, int version) throws IOException {
        WireClient client = open(device.tls(), device.port(), version);
        MqttConnAckMessage answer = client.connect(Connect.as(device.id()));
        if (answer.variableHeader().connectReturnCode().byteValue() != 0) {
            throw new IllegalStateException("refused: " + answer.variableHeader());
        }
        return client;
    }

    public MqttConnAckMessage connect(Connect connect) {
        boolean will = !connect.willTopic().isEmpty();
        send(
                new MqttConnectMessage(
                        new MqttFixedHeader(
                                MqttMessageType.CONNECT, false, MqttQoS.AT_MOST_ONCE, false, 0),
                        new MqttConnectVariableHeader(
                                "MQTT",
                                version,
                                false,
                                false,
                                false,
                                will ? 1 : 0,
                                will,
                                connect.cleanStart(),
                                connect.keepAliveSeconds(),
                                connect.properties()),
                        new MqttConnectPayload(
                                connect.clientId(),
                                MqttProperties.NO_PROPERTIES,
                                will ? connect.willTopic() : null,
                                will
                                        ? connect.willPayload().getBytes(StandardCharsets.UTF_8)
                                        : null,
                                null,
                                (byte[]) null)));
        return (MqttConnAckMessage) read();
    }

    public void publish(int packetId, String topic, String payload) {
        publish(packetId, topic, payload.getBytes(StandardCharsets.UTF_8), 1, new MqttProperties());
    }

    public void publish(
            int packetId, String topic, byte[] payload, int qos, MqttProperties properties) {
        publish(packetId, topic, payload, qos, properties, false, false);
    }

    public void publish(
            int packetId,
            String topic,
            byte[] payload,
            int qos,
            MqttProperties properties,
            boolean resent,
            boolean retain) {
        send(
                new MqttPublishMessage(
                        new MqttFixedHeader(
                                MqttMessageType.PUBLISH, resent, MqttQoS.valueOf(qos), retain, 0),
                        new MqttPublishVariableHeader(topic, packetId, properties),
                        Unpooled.wrappedBuffer(payload)));
    }

    public void subscribe(int packetId, String filter) {
        send(
                new MqttSubscribeMessage(
                        new MqttFixedHeader(
                                MqttMessageType.SUBSCRIBE, false, MqttQoS.AT_LEAST_ONCE, false, 0),
                        MqttMessageIdVariableHeader.from(packetId),
                        new MqttSubscribePayload(
                                List.of(new MqttTopicSubscription(filter, MqttQoS.EXACTLY_ONCE)))));
    }

    public int subscribed() {
        return ((MqttSubAckMessage) read()).payload().reasonCodes().getFirst();
    }

    public void release(int packetId) {
        send(
                new MqttMessage(
                        new MqttFixedHeader(
                                MqttMessageType.PUBREL, false, MqttQoS.AT_LEAST_ONCE, false, 0),
                        new MqttPubReplyMessageVariableHeader(
                                packetId, (byte) 0, MqttProperties.NO_PROPERTIES)));
    }

    /** Says good-bye. */
    public void disconnect(int reason) {
        send(
                new MqttMessage(
                        new MqttFixedHeader(
                                MqttMessageType.DISCONNECT, false, MqttQoS.AT_MOST_ONCE, false, 0),
                        new MqttReasonCodeAndPropertiesVariableHeader(
                                (byte) reason, MqttProperties.NO_PROPERTIES)));
    }

    /** A PUBACK, PUBREC or PUBCOMP. */
    public record Reply(MqttMessageType type, int packetId, int reason, String reasonString) {}

    public Reply reply() {
        MqttMessage message = read();
        Object header = message.variableHeader();
        if (header instanceof MqttPubReplyMessageVariableHeader reply) {
            MqttProperties.MqttProperty<?> words =
                    reply.properties().getProperty(MqttProperties.REASON_STRING);
            return new Reply(
                    message.fixedHeader().messageType(),
                    reply.messageId(),
                    reply.reasonCode() & 0xFF,
                    words == null ? "" : String.valueOf(words.value()));
        }
        if (header instanceof MqttMessageIdVariableHeader id) {
            return new Reply(message.fixedHeader().messageType(), id.messageId(), 0, "");
        }
        throw new IllegalStateException("not an acknowledgement: " + message);
    }

    /** What the gateway publishes. */
    public record Published(String topic, String payload) {}

    public Published published() {
        MqttPublishMessage message = (MqttPublishMessage) read();
        return new Published(
                message.variableHeader().topicName(),
                message.payload().toString(StandardCharsets.UTF_8));
    }

    /** The return code of CONNACK. */
    public static int connackCode(TestDevice device, int version) throws IOException {
        try (WireClient client = open(device.tls(), device.port(), version)) {
            return client.connect(Connect.as(device.id()))
                            .variableHeader()
                            .connectReturnCode()
                            .byteValue()
                    & 0xFF;
        }
    }

    /** The reason of the DISCONNECT that comes, -1 where the connection is just closed. */
    public int disconnected() {
        try {
            MqttMessage message = read();
            if (message.variableHeader()
                    instanceof MqttReasonCodeAndPropertiesVariableHeader reason) {
                return reason.reasonCode() & 0xFF;
            }
            throw new IllegalStateException("no DISCONNECT: " + message);
        } catch (UncheckedIOException closed) {
            return -1;
        }
    }

    /** Whether nothing comes for so long. */
    public boolean isSilent(Duration time) throws IOException {
        socket.setSoTimeout((int) time.toMillis());
        try {
            read();
            return false;
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof SocketTimeoutException) {
                return true;
            }
            throw e;
        } finally {
            socket.setSoTimeout((int) PATIENCE.toMillis());
        }
    }

    public void send(MqttMessage message) {
        codec.writeOutbound(message);
        try {
            for (ByteBuf bytes = codec.readOutbound();
                    bytes != null;
                    bytes = codec.readOutbound()) {
                byte[] raw = new byte[bytes.readableBytes()];
                bytes.readBytes(raw);
                bytes.release();
                socket.getOutputStream().write(raw);
            }
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes that need not be MQTT. */
    public void sendRaw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Returns once it is answered. */
    public void ping() {
        send(MqttMessage.PINGREQ);
        if (read().fixedHeader().messageType() != MqttMessageType.PINGRESP) {
            throw new IllegalStateException("no PINGRESP");
        }
    }

    public MqttMessage read() {
        try {
            InputStream in = socket.getInputStream();
            byte[] chunk = new byte[4096];
            for (MqttMessage message = codec.readInbound(); ; message = codec.readInbound()) {
                if (message != null) {
                    return message;
                }
                int read = in.read(chunk);
                if (read < 0) {
                    throw new IOException("closed");
                }
                codec.writeInbound(Unpooled.copiedBuffer(chunk, 0, read));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gone without a word. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
