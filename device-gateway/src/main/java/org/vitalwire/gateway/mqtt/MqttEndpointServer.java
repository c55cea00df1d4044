package org.vitalwire.gateway.mqtt;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.SSLEngineOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.mqtt.MqttServerOptions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.vitalwire.gateway.certificate.PresentedCertificate;
import org.vitalwire.gateway.certificate.TlsIdentity;
import org.vitalwire.gateway.device.FirstSteps;
import org.vitalwire.gateway.device.MqttAddress;
import org.vitalwire.gateway.limit.Limits;
import org.vitalwire.gateway.stream.ConnectionRefusals;
import org.vitalwire.gateway.stream.FreePort;
import org.vitalwire.gateway.stream.StreamReadiness;

/** Listens for devices: TLS with a client certificate, on every event loop. */
final class MqttEndpointServer implements SmartLifecycle, MqttAddress {

    private static final Logger log = LoggerFactory.getLogger(MqttEndpointServer.class);
    private static final long PATIENCE_SECONDS = 20;

    /** Devices' ids are at most 64 characters; longer client ids are refused by name. */
    private static final int LONGEST_CLIENT_ID = 256;

    private final Vertx vertx;
    private final MqttSettings settings;
    private final TlsIdentity tls;
    private final Admission admission;
    private final PresentedCertificate.Signer signer;
    private final FirstSteps firstSteps;
    private final ConnectionRefusals refusals;
    private final ConnectionServices services;
    private final Limits limits;
    private final StreamReadiness streamReadiness;
    private volatile int listeningPort;
    private volatile boolean running;
    private @Nullable String deployment;

    MqttEndpointServer(
            Vertx vertx,
            MqttSettings settings,
            TlsIdentity tls,
            Admission admission,
            PresentedCertificate.Signer signer,
            FirstSteps firstSteps,
            ConnectionRefusals refusals,
            ConnectionServices services,
            Limits limits,
            StreamReadiness streamReadiness) {
        this.limits = limits;
        this.vertx = vertx;
        this.settings = settings;
        this.tls = tls;
        this.admission = admission;
        this.signer = signer;
        this.firstSteps = firstSteps;
        this.refusals = refusals;
        this.services = services;
        this.streamReadiness = streamReadiness;
    }

    @Override
    public void start() {
        // Once a device is let in, its messages must find their partitions without waiting.
        streamReadiness.awaitMetadata();
        int loops = settings.eventLoopsOrCores();
        MqttServerOptions options = options();
        if (settings.port() == 0) {
            options.setPort(FreePort.find(settings.host()));
        }
        deployment =
                await(
                        vertx.deployVerticle(
                                () ->
                                        new MqttListener(
                                                options,
                                                admission,
                                                signer,
                                                firstSteps,
                                                refusals,
                                                services,
                                                limits),
                                new DeploymentOptions().setInstances(loops)));
        listeningPort = options.getPort();
        running = true;
        services.presence().watchForReturn();
        log.atInfo()
                .addKeyValue("port", listeningPort)
                .addKeyValue("eventLoops", loops)
                .log("MQTT endpoint listens");
    }

    @Override
    public void stop() {
        running = false;
        services.presence().stop().forEach(DeviceConnection::shutDown);
        if (deployment != null) {
            await(vertx.undeploy(deployment));
            deployment = null;
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After everything else has started, and before anything else stops. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }

    @Override
    public String host() {
        return settings.publicHost();
    }

    @Override
    public int port() {
        return settings.publicPort() > 0 ? settings.publicPort() : listeningPort;
    }

    private MqttServerOptions options() {
        MqttServerOptions options =
                new MqttServerOptions()
                        .setHost(settings.host())
                        .setPort(settings.port())
                        .setSsl(true)
                        .setClientAuth(ClientAuth.REQUIRED)
                        .setKeyCertOptions(KeyCertOptions.wrap(tls.keys()))
                        .setTrustOptions(TrustOptions.wrap(tls.trust()))
                        .setMaxMessageSize(Math.toIntExact(settings.maximumPacket().toBytes()))
                        .setMaxClientIdLength(LONGEST_CLIENT_ID)
                        .setAutoClientId(false)
                        .setTimeoutOnConnect(
                                Math.toIntExact(settings.connectTimeout().toSeconds()));
        options.setSslEngineOptions(engine());
        options.setTcpNoDelay(true).setTcpKeepAlive(true);
        options.setAcceptBacklog(1_024);
        options.getSslOptions()
                .setEnabledSecureTransportProtocols(
                        new LinkedHashSet<>(List.of("TLSv1.3", "TLSv1.2")))
                .setSslHandshakeTimeout(settings.connectTimeout().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        return options;
    }

    /**
     * Handshakes are the costly part of a reconnect storm. On the one worker thread they wait for
     * each other, and not the connected devices for them. BoringSSL makes shorter work of them, and
     * of each message; who is let in is judged by the same trust manager.
     */
    private static SSLEngineOptions engine() {
        return OpenSSLEngineOptions.isAvailable()
                ? new OpenSSLEngineOptions().setUseWorkerThread(true)
                : new JdkSSLEngineOptions().setUseWorkerThread(true);
    }

    private static <T> T await(io.vertx.core.Future<T> future) {
        try {
            return future.toCompletionStage()
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the MQTT endpoint failed", e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the MQTT endpoint did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
