package org.vitalwire.gateway.mllp;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.gateway.codec.hl7.Hl7OruCodec;
import org.vitalwire.gateway.device.RegisteredDevice;
import org.vitalwire.gateway.device.SenderAdmission;
import org.vitalwire.gateway.device.SenderAdmission.Judgement;
import org.vitalwire.gateway.device.SenderAdmission.MayNot;
import org.vitalwire.gateway.device.SenderAdmission.MaySend;
import org.vitalwire.gateway.stream.Completions;

/**
 * One event loop of the listener: takes connections in, and out when their device may no longer.
 */
final class MllpListener extends VerticleBase {

    private static final Logger log = LoggerFactory.getLogger(MllpListener.class);

    /** Well within the minute in which a revoked certificate must have had its effect. */
    private static final long JUDGE_AGAIN_MS = 2_000;

    private final NetServerOptions options;
    private final SenderAdmission admission;
    private final MllpServices services;
    private final Map<NetSocket, MllpConnection> connections = new LinkedHashMap<>();
    private @Nullable NetServer server;
    private @Nullable Completions completions;

    MllpListener(NetServerOptions options, SenderAdmission admission, MllpServices services) {
        this.options = options;
        this.admission = admission;
        this.services = services;
    }

    @Override
    public Future<?> start() {
        completions = new Completions(task -> context.runOnContext(nothing -> task.run()));
        NetServer starting = vertx.createNetServer(options);
        server = starting;
        vertx.setPeriodic(JUDGE_AGAIN_MS, timer -> judgeAgain());
        return starting.connectHandler(this::connecting).listen();
    }

    @Override
    public Future<?> stop() {
        return server == null ? Future.succeededFuture() : server.close();
    }

    private void connecting(NetSocket socket) {
        switch (admission.judge(socket.sslSession())) {
            case MayNot refused -> {
                services.refusals().refused(refused.name(), refused.code(), refused.reason());
                socket.close();
            }
            case MaySend allowed -> {
                RegisteredDevice device = allowed.device();
                if (!device.model().codec().equals(Hl7OruCodec.NAME)) {
                    services.refusals()
                            .refused(
                                    device.id().value(),
                                    FailureCode.OTHER_DEVICE,
                                    "the device's model does not send HL7 v2");
                    socket.close();
                } else if (services.meters().connections().incrementAndGet()
                        > services.settings().maximumConnections()) {
                    services.meters().connections().decrementAndGet();
                    services.gatewayMeters().disconnected("mllp-too-many-connections");
                    socket.close();
                } else {
                    admit(socket, device);
                }
            }
        }
    }

    private void admit(NetSocket socket, RegisteredDevice device) {
        MllpConnection connection =
                new MllpConnection(device, new Peer(socket), services, completions());
        connections.put(socket, connection);
        socket.handler(buffer -> connection.received(buffer.getBytes()));
        socket.exceptionHandler(fault ->
                log.atInfo()
                        .addKeyValue("deviceId", device.id())
                        .addKeyValue("cause", fault.getClass().getSimpleName())
                        .log("HL7 connection broken"));
        socket.closeHandler(nothing -> {
            connections.remove(socket);
            services.meters().connections().decrementAndGet();
            connection.closed();
        });
        log.atInfo().addKeyValue("deviceId", device.id()).log("HL7 sender connected");
    }

    /** A suspended device, or a revoked certificate, ends the connection that is open. */
    private void judgeAgain() {
        // A copy: whoever is ended leaves the map.
        for (var open : List.copyOf(connections.entrySet())) {
            Judgement judgement = admission.judge(open.getKey().sslSession());
            if (judgement instanceof MayNot refused) {
                services.refusals().refused(refused.name(), refused.code(), refused.reason());
                open.getValue().end("no-longer-admitted");
            }
        }
    }

    private Completions completions() {
        if (completions == null) {
            throw new IllegalStateException("not started");
        }
        return completions;
    }

    /**
     * What is written may fail with the connection: its closing is heard of anyway.
     *
     * @param socket of Vert.x
     */
    private record Peer(NetSocket socket) implements MllpPeer {

        @Override
        public void write(byte[] bytes) {
            socket.write(Buffer.buffer(bytes));
        }

        @Override
        public void close() {
            socket.close();
        }

        @Override
        public void pause() {
            socket.pause();
        }

        @Override
        public void resume() {
            socket.resume();
        }
    }
}
