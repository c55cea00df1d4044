package org.vitalwire.gateway.mqtt;

import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.buffer.Buffer;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.messages.MqttDisconnectMessage;
import io.vertx.mqtt.messages.MqttPublishMessage;
import io.vertx.mqtt.messages.codes.MqttDisconnectReasonCode;
import io.vertx.mqtt.messages.codes.MqttPubAckReasonCode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.gateway.certificate.PresentedCertificate;
import org.vitalwire.gateway.device.DeviceTopics;
import org.vitalwire.gateway.device.RegisteredDevice;
import org.vitalwire.gateway.intake.Prepared;
import org.vitalwire.gateway.mqtt.CertificateDesk.Answer;
import org.vitalwire.gateway.stream.Completions;

/**
 * One connection of one device. Lives on one event loop; only {@link #takeOver} and {@link
 * #shutDown} are called from elsewhere.
 *
 * <p>A message is acknowledged when Kafka has all that was made of it, and after every earlier one
 * of the connection. When Kafka takes no more, the connection is closed: a negative acknowledgement
 * would tell the client to forget a message that nobody has.
 */
final class DeviceConnection {

    private static final Logger log = LoggerFactory.getLogger(DeviceConnection.class);
    private static final int EXACTLY_ONCE = 2;

    private final MqttEndpoint endpoint;
    private final RegisteredDevice device;
    private final PresentedCertificate certificate;
    private final String renewalTopic;
    private final ConnectionServices services;
    private final Completions completions;
    private final TopicAliases aliases;
    private final boolean isVersion5;
    private final boolean wantsReasons;
    private final int maximumUnacknowledged;
    private final long maximumBytes;
    private final Deque<PendingPublish> unacknowledged = new ArrayDeque<>();
    private long unacknowledgedBytes;
    private long heardNanos = System.nanoTime();
    private long sessionExpirySeconds;
    private final AtomicBoolean expelled = new AtomicBoolean();
    private boolean ended;
    private boolean saidGoodBye;

    DeviceConnection(
            MqttEndpoint endpoint,
            RegisteredDevice device,
            PresentedCertificate certificate,
            ConnectionServices services,
            Completions completions,
            long sessionExpirySeconds) {
        this.endpoint = endpoint;
        this.device = device;
        this.certificate = certificate;
        this.renewalTopic = DeviceTopics.certificateRequest(device.id().value());
        this.services = services;
        this.completions = completions;
        this.sessionExpirySeconds = sessionExpirySeconds;
        MqttSettings settings = services.settings();
        this.isVersion5 = endpoint.protocolVersion() == Protocol.MQTT_5;
        this.wantsReasons =
                isVersion5
                        && Protocol.number(
                                        endpoint.connectProperties(),
                                        MqttProperties.REQUEST_PROBLEM_INFORMATION,
                                        1)
                                == 1;
        this.aliases = new TopicAliases(isVersion5 ? settings.topicAliasMaximum() : 0);
        this.maximumUnacknowledged =
                isVersion5 ? settings.receiveMaximum() : settings.maximumInFlightPerConnection();
        this.maximumBytes = settings.maximumBytesPerConnection().toBytes();
    }

    /** A message came. */
    void published(MqttPublishMessage message) {
        heard();
        if (ended) {
            return;
        }
        services.meters().received().increment();
        int qos = message.qosLevel().value();
        if (isVersion5 && qos == EXACTLY_ONCE) {
            end(MqttDisconnectReasonCode.QOS_NOT_SUPPORTED);
            return;
        }
        if (isVersion5 && message.isRetain()) {
            end(MqttDisconnectReasonCode.RETAIN_NOT_SUPPORTED);
            return;
        }
        String topic = topic(message);
        if (topic == null) {
            end(MqttDisconnectReasonCode.TOPIC_ALIAS_INVALID);
            return;
        }
        if (!hasRoom(qos)) {
            return;
        }
        if (topic.equals(renewalTopic)) {
            renew(message, qos);
            return;
        }
        Prepared prepared = services.publications().prepare(device, topic, message);
        PendingPublish pending =
                new PendingPublish(
                        this,
                        services.stream(),
                        prepared,
                        message.messageId(),
                        qos,
                        System.nanoTime());
        if (qos > 0) {
            unacknowledged.add(pending);
            unacknowledgedBytes += prepared.bytes();
        }
        count(prepared);
        services.stream().send(pending);
    }

    /**
     * The device asks for its next certificate. It is acknowledged in its turn, once the
     * certificate is in the database, and answered on the topic of commands, whether it has
     * subscribed or not: of a session that was resumed we do not know.
     */
    private void renew(MqttPublishMessage message, int qos) {
        byte[] request = message.payload().getBytes();
        PendingPublish pending =
                new PendingPublish(
                        this,
                        services.stream(),
                        new Prepared(List.of(), true, 0, List.of(), request.length),
                        message.messageId(),
                        qos,
                        System.nanoTime());
        if (qos > 0) {
            unacknowledged.add(pending);
            unacknowledgedBytes += request.length;
        }
        services.stream().hold(pending);
        services.certificates()
                .renew(
                        device,
                        certificate,
                        request,
                        answer -> completions.run(() -> renewed(pending, answer)));
    }

    private void renewed(PendingPublish pending, Answer answer) {
        if (!ended && endpoint.isConnected()) {
            endpoint.publish(
                    DeviceTopics.commands(device.id().value()),
                    Buffer.buffer(answer.message()),
                    MqttQoS.AT_LEAST_ONCE,
                    false,
                    false);
        }
        pending.settle(answer);
    }

    /** Second half of QoS 2. A repeated message stores nothing new, so no packet is remembered. */
    void released(int packetId) {
        heard();
        if (!ended && endpoint.isConnected()) {
            endpoint.publishComplete(packetId);
        }
    }

    void pinged() {
        heard();
    }

    /** The client says good-bye; with 0x04 it wants its will to be published all the same. */
    void disconnecting(MqttDisconnectMessage message) {
        saidGoodBye = message.code() != MqttDisconnectReasonCode.WITH_WILL_MESSAGE;
        if (sessionExpirySeconds > 0) {
            sessionExpirySeconds =
                    services.settings()
                            .sessionExpirySeconds(
                                    Protocol.number(
                                            message.properties(),
                                            MqttProperties.SESSION_EXPIRY_INTERVAL,
                                            sessionExpirySeconds));
        }
    }

    /** The network connection is gone, whoever closed it. */
    void closed() {
        ended = true;
        unacknowledged.clear();
        services.presence().departed(this, saidGoodBye);
    }

    /** Everything of a message is in Kafka, or something failed. */
    void completed(PendingPublish message) {
        if (ended || !endpoint.isConnected()) {
            // Its client will send it again: it was never acknowledged.
            return;
        }
        if (message.failure() != null) {
            log.atWarn()
                    .addKeyValue("deviceId", device.id())
                    .addKeyValue("code", FailureCode.STREAM_UNAVAILABLE)
                    .addKeyValue("cause", message.failure().getClass().getSimpleName())
                    .log("message was not taken by Kafka, closing the connection");
            if (message.qos() > 0) {
                end(MqttDisconnectReasonCode.SERVER_BUSY);
            } else {
                services.meters().dropped().increment();
            }
            return;
        }
        for (PendingPublish first = unacknowledged.peek();
                first != null && first.isComplete();
                first = unacknowledged.peek()) {
            unacknowledged.remove();
            unacknowledgedBytes -= first.prepared().bytes();
            acknowledge(first);
        }
    }

    /** Another connection of this device has taken its place. Any thread. */
    void takeOver() {
        completions.run(() -> end(MqttDisconnectReasonCode.SESSION_TAKEN_OVER));
    }

    /**
     * The device may not be connected any more. Any thread.
     *
     * @return whether this is the first time that it is told
     */
    boolean expel(MqttDisconnectReasonCode reason) {
        if (!expelled.compareAndSet(false, true)) {
            return false;
        }
        completions.run(() -> end(reason));
        return true;
    }

    /** The gateway stops. Any thread. */
    void shutDown() {
        completions.run(() -> end(MqttDisconnectReasonCode.SERVER_SHUTTING_DOWN));
    }

    /** Ends a connection that has been silent for longer than its keep-alive allows. */
    void endIfSilent(long nowNanos, long allowedNanos) {
        if (!ended && nowNanos - heardNanos > allowedNanos) {
            end(MqttDisconnectReasonCode.KEEP_ALIVE_TIMEOUT);
        }
    }

    void heard() {
        heardNanos = System.nanoTime();
    }

    /** Tells the client why where the protocol can, and closes. */
    void end(MqttDisconnectReasonCode reason) {
        if (ended) {
            return;
        }
        ended = true;
        unacknowledged.clear();
        services.meters().disconnected(reason.name());
        if (endpoint.isConnected()) {
            endpoint.disconnect(reason, MqttProperties.NO_PROPERTIES);
        }
    }

    /** Something of ours failed on this connection. */
    void broken(RuntimeException fault) {
        log.atError().addKeyValue("deviceId", device.id()).setCause(fault).log("connection broken");
        end(MqttDisconnectReasonCode.UNSPECIFIED_ERROR);
    }

    RegisteredDevice device() {
        return device;
    }

    PresentedCertificate certificate() {
        return certificate;
    }

    MqttEndpoint endpoint() {
        return endpoint;
    }

    Completions completions() {
        return completions;
    }

    long sessionExpirySeconds() {
        return sessionExpirySeconds;
    }

    private @Nullable String topic(MqttPublishMessage message) {
        String topic = message.topicName();
        MqttProperties properties = message.properties();
        if (properties.isEmpty()) {
            return topic.isEmpty() ? null : topic;
        }
        long alias = Protocol.number(properties, MqttProperties.TOPIC_ALIAS, -1);
        if (alias < 0) {
            return topic.isEmpty() ? null : topic;
        }
        return aliases.resolve(topic, (int) alias);
    }

    /** Closes the connection where a message that may not be lost has no room. */
    private boolean hasRoom(int qos) {
        boolean full = services.stream().isFull();
        if (qos == 0) {
            if (full) {
                services.meters().dropped().increment();
            }
            return !full;
        }
        if (isVersion5 && unacknowledged.size() >= maximumUnacknowledged) {
            end(MqttDisconnectReasonCode.RECEIVE_MAXIMUM_EXCEEDED);
            return false;
        }
        if (full
                || unacknowledged.size() >= maximumUnacknowledged
                || unacknowledgedBytes >= maximumBytes) {
            end(MqttDisconnectReasonCode.SERVER_BUSY);
            return false;
        }
        return true;
    }

    private void acknowledge(PendingPublish message) {
        int packetId = message.packetId();
        Answer answer = message.answer();
        if (message.qos() == EXACTLY_ONCE) {
            endpoint.publishReceived(packetId);
        } else if (!isVersion5) {
            endpoint.publishAcknowledge(packetId);
        } else if (answer != null) {
            endpoint.publishAcknowledge(
                    packetId,
                    answer.reason(),
                    wantsReasons && !answer.words().isEmpty()
                            ? Protocol.reason(answer.words())
                            : MqttProperties.NO_PROPERTIES);
        } else if (message.prepared().rejected().isEmpty()) {
            endpoint.publishAcknowledge(
                    packetId, MqttPubAckReasonCode.SUCCESS, MqttProperties.NO_PROPERTIES);
        } else {
            endpoint.publishAcknowledge(
                    packetId,
                    Rejections.reasonCode(message.prepared()),
                    wantsReasons
                            ? Protocol.reason(message.prepared().outcome())
                            : MqttProperties.NO_PROPERTIES);
        }
        services.meters().acknowledged().increment();
        services.meters()
                .acknowledgement()
                .record(System.nanoTime() - message.arrivedNanos(), TimeUnit.NANOSECONDS);
    }

    private void count(Prepared prepared) {
        if (prepared.readings() > 0) {
            services.meters().readings().increment(prepared.readings());
        }
        if (prepared.waveforms() > 0) {
            services.meters().waveforms().increment(prepared.waveforms());
        }
        for (int i = 0; i < prepared.rejected().size(); i++) {
            services.meters().rejected(prepared.rejected().get(i));
        }
    }
}
