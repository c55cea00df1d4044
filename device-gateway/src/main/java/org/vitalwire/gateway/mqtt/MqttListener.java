package org.vitalwire.gateway.mqtt;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttServer;
import io.vertx.mqtt.MqttServerOptions;
import io.vertx.mqtt.messages.MqttSubscribeMessage;
import io.vertx.mqtt.messages.MqttUnsubscribeMessage;
import io.vertx.mqtt.messages.codes.MqttDisconnectReasonCode;
import io.vertx.mqtt.messages.codes.MqttSubAckReasonCode;
import io.vertx.mqtt.messages.codes.MqttUnsubAckReasonCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.gateway.certificate.PresentedCertificate;
import org.vitalwire.gateway.device.DeviceTopics;
import org.vitalwire.gateway.device.FirstSteps;
import org.vitalwire.gateway.device.RegisteredDevice;
import org.vitalwire.gateway.limit.Breather;
import org.vitalwire.gateway.limit.Limits;
import org.vitalwire.gateway.stream.Completions;
import org.vitalwire.gateway.stream.ConnectionRefusals;

/** One event loop of the endpoint: takes connections in and binds them to their handlers. */
final class MqttListener extends VerticleBase {

    private static final Logger log = LoggerFactory.getLogger(MqttListener.class);
    private static final long SWEEP_MS = 1_000;

    private final MqttServerOptions options;
    private final Admission admission;
    private final PresentedCertificate.Signer signer;
    private final FirstSteps firstSteps;
    private final ConnectionRefusals refusals;
    private final ConnectionServices services;
    private final Limits limits;
    private final Set<Watched> watched = new HashSet<>();
    private final Set<Pacing> pacings = new HashSet<>();
    private final Breather breather = new Breather();
    private @Nullable MqttServer server;
    private @Nullable Completions completions;

    /**
     * A connection whose keep-alive is ours, not the client's, so that Vert.x does not watch it.
     */
    private record Watched(DeviceConnection connection, long allowedNanos) {}

    MqttListener(
            MqttServerOptions options,
            Admission admission,
            PresentedCertificate.Signer signer,
            FirstSteps firstSteps,
            ConnectionRefusals refusals,
            ConnectionServices services,
            Limits limits) {
        this.limits = limits;
        this.options = options;
        this.admission = admission;
        this.signer = signer;
        this.firstSteps = firstSteps;
        this.refusals = refusals;
        this.services = services;
    }

    @Override
    public Future<?> start() {
        context.exceptionHandler(MqttListener::unhandled);
        completions = new Completions(task -> context.runOnContext(nothing -> task.run()));
        MqttServer starting = MqttServer.create(vertx, options);
        server = starting;
        vertx.setPeriodic(SWEEP_MS, timer -> sweep());
        return starting.endpointHandler(this::connecting).listen();
    }

    @Override
    public Future<?> stop() {
        return server == null ? Future.succeededFuture() : server.close();
    }

    private void connecting(MqttEndpoint endpoint) {
        int version = endpoint.protocolVersion();
        if (!Protocol.isSupported(version)) {
            endpoint.reject(Protocol.unsupportedVersion(version));
            return;
        }
        String willTopic = endpoint.will().isWillFlag() ? endpoint.will().getWillTopic() : null;
        switch (admission.judge(
                PresentedCertificate.of(endpoint.sslSession(), signer),
                endpoint.clientIdentifier(),
                willTopic)) {
            case Admission.Refused refused -> {
                refusals.refused(refused.name(), refused.code(), refused.reason());
                endpoint.reject(Protocol.notAuthorised(version));
            }
            case Admission.ClaimBearer bearer -> admit(endpoint, bearer);
            case Admission.Admitted admitted -> {
                if (services.stream().isFull() || limits.heap().isShort()) {
                    // It would only send what it has again, to be closed again.
                    endpoint.reject(Protocol.busy(version));
                } else {
                    admit(endpoint, admitted.device(), admitted.certificate());
                    firstSteps.connected(admitted.device(), admitted.certificate());
                }
            }
        }
    }

    /** To enrol, soon, and nothing else. */
    private void admit(MqttEndpoint endpoint, Admission.ClaimBearer bearer) {
        ClaimConnection connection =
                new ClaimConnection(
                        endpoint, bearer, services.certificates(), refusals, completions());
        connection.handle();
        if (endpoint.protocolVersion() == Protocol.MQTT_5) {
            endpoint.accept(false, Protocol.claimLimits());
        } else {
            endpoint.accept(false);
        }
        vertx.setTimer(
                ClaimConnection.LIFE_MS,
                timer -> connection.end(MqttDisconnectReasonCode.MAXIMUM_CONNECT_TIME));
        log.atInfo().addKeyValue("deviceId", bearer.device()).log("claim connected");
    }

    private void admit(
            MqttEndpoint endpoint, RegisteredDevice device, PresentedCertificate certificate) {
        MqttSettings settings = services.settings();
        boolean version5 = endpoint.protocolVersion() == Protocol.MQTT_5;
        long wantedExpiry =
                version5
                        ? Protocol.number(
                                endpoint.connectProperties(),
                                MqttProperties.SESSION_EXPIRY_INTERVAL,
                                0)
                        : endpoint.isCleanSession() ? 0 : Protocol.NO_EXPIRY;
        long expiry = settings.sessionExpirySeconds(wantedExpiry);
        DeviceConnection connection =
                new DeviceConnection(
                        endpoint, device, certificate, services, completions(), expiry);
        handlers(endpoint, connection);
        keepAlive(endpoint, connection);
        boolean sessionPresent = services.presence().arrived(connection, endpoint.isCleanSession());
        if (version5) {
            MqttProperties connack = Protocol.limits(settings);
            if (expiry != wantedExpiry) {
                Protocol.add(connack, MqttProperties.SESSION_EXPIRY_INTERVAL, (int) expiry);
            }
            if (keepAliveSeconds(endpoint) != endpoint.keepAliveTimeSeconds()) {
                Protocol.add(connack, MqttProperties.SERVER_KEEP_ALIVE, keepAliveSeconds(endpoint));
            }
            if (endpoint.clientIdentifier() == null) {
                Protocol.add(
                        connack, MqttProperties.ASSIGNED_CLIENT_IDENTIFIER, device.id().value());
            }
            endpoint.accept(sessionPresent, connack);
        } else {
            endpoint.accept(sessionPresent);
        }
        log.atInfo()
                .addKeyValue("deviceId", device.id())
                .addKeyValue("mqtt", version5 ? "5" : "3.1.1")
                .addKeyValue("sessionPresent", sessionPresent)
                .log("device connected");
    }

    private void handlers(MqttEndpoint endpoint, DeviceConnection connection) {
        endpoint.publishAutoAck(false);
        Pacing pacing = pacing(endpoint, connection.device());
        endpoint.publishHandler(message -> {
            connection.published(message);
            pacing.taken(System.nanoTime());
        });
        endpoint.publishReleaseHandler(connection::released);
        endpoint.pingHandler(nothing -> connection.pinged());
        endpoint.subscribeHandler(message -> subscribe(endpoint, connection, message));
        endpoint.unsubscribeHandler(message -> unsubscribe(endpoint, connection, message));
        endpoint.disconnectMessageHandler(connection::disconnecting);
        endpoint.exceptionHandler(fault -> broken(connection, fault));
        endpoint.closeHandler(nothing -> {
            pacing.end();
            pacings.remove(pacing);
            watched.removeIf(w -> w.connection() == connection);
            connection.closed();
        });
    }

    private Pacing pacing(MqttEndpoint endpoint, RegisteredDevice device) {
        Pacing pacing =
                new Pacing(
                        vertx,
                        Reads.of(endpoint),
                        limits.settings().messages(device.model().id(), System.nanoTime()),
                        limits.slowdowns(),
                        device.id());
        pacings.add(pacing);
        return pacing;
    }

    /** Own commands only, at QoS 1 at most. */
    private static void subscribe(
            MqttEndpoint endpoint, DeviceConnection connection, MqttSubscribeMessage message) {
        connection.heard();
        String allowed = DeviceTopics.commands(connection.device().id().value());
        List<MqttSubAckReasonCode> codes = new ArrayList<>(message.topicSubscriptions().size());
        for (var subscription : message.topicSubscriptions()) {
            String filter = subscription.topicName();
            if (filter.equals(allowed)) {
                codes.add(
                        subscription.qualityOfService() == MqttQoS.AT_MOST_ONCE
                                ? MqttSubAckReasonCode.GRANTED_QOS0
                                : MqttSubAckReasonCode.GRANTED_QOS1);
            } else if (endpoint.protocolVersion() != Protocol.MQTT_5) {
                // 3.1.1 knows one failure code, 0x80.
                codes.add(MqttSubAckReasonCode.UNSPECIFIED_ERROR);
            } else if (filter.startsWith("$share/")) {
                codes.add(MqttSubAckReasonCode.SHARED_SUBSCRIPTIONS_NOT_SUPPORTED);
            } else {
                codes.add(MqttSubAckReasonCode.NOT_AUTHORIZED);
            }
        }
        endpoint.subscribeAcknowledge(message.messageId(), codes, MqttProperties.NO_PROPERTIES);
    }

    private static void unsubscribe(
            MqttEndpoint endpoint, DeviceConnection connection, MqttUnsubscribeMessage message) {
        connection.heard();
        String own = DeviceTopics.commands(connection.device().id().value());
        endpoint.unsubscribeAcknowledge(
                message.messageId(),
                message.topics().stream()
                        .map(topic ->
                                topic.equals(own)
                                        ? MqttUnsubAckReasonCode.SUCCESS
                                        : MqttUnsubAckReasonCode.NO_SUBSCRIPTION_EXISTED)
                        .toList(),
                MqttProperties.NO_PROPERTIES);
    }

    /** What came is not MQTT, or is larger than we read. Vert.x closes the connection by itself. */
    private void broken(DeviceConnection connection, Throwable fault) {
        String device = connection.device().id().value();
        if (fault instanceof TooLongFrameException) {
            refusals.refused(
                    device,
                    FailureCode.OVERSIZED,
                    "an MQTT packet larger than "
                            + services.settings().maximumPacket().toBytes()
                            + " bytes; the connection was closed",
                    "",
                    PacketSize.of(fault));
            connection.end(MqttDisconnectReasonCode.PACKET_TOO_LARGE);
            return;
        }
        log.atWarn()
                .addKeyValue("deviceId", device)
                .addKeyValue("cause", fault.getClass().getSimpleName())
                .log("connection broken");
        connection.end(MqttDisconnectReasonCode.MALFORMED_PACKET);
    }

    /** What a client had under way when its connection was closed is no fault; Vert.x throws it. */
    private static void unhandled(Throwable fault) {
        String message = fault.getMessage();
        if (message != null && message.startsWith("Received an MQTT packet from a not connected")) {
            log.atDebug().log("packet after the end of the connection");
        } else {
            log.atError().setCause(fault).log("fault on the event loop");
        }
    }

    private void keepAlive(MqttEndpoint endpoint, DeviceConnection connection) {
        int seconds = keepAliveSeconds(endpoint);
        if (seconds != endpoint.keepAliveTimeSeconds()) {
            // One and a half times, as Vert.x does with what the client asked for.
            watched.add(new Watched(connection, seconds * 1_500_000_000L));
        }
    }

    private int keepAliveSeconds(MqttEndpoint endpoint) {
        int wanted = endpoint.keepAliveTimeSeconds();
        int most = Math.toIntExact(services.settings().maximumKeepAlive().toSeconds());
        return wanted == 0 || wanted > most ? most : wanted;
    }

    private void sweep() {
        if (breather.holdsBack(limits.heap().isShort())) {
            pacings.forEach(Pacing::rest);
        }
        long now = System.nanoTime();
        // A copy: whoever is ended leaves the set.
        for (Watched silent : List.copyOf(watched)) {
            silent.connection().endIfSilent(now, silent.allowedNanos());
        }
    }

    private Completions completions() {
        if (completions == null) {
            throw new IllegalStateException("not started");
        }
        return completions;
    }
}
