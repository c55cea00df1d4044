package org.vitalwire.gateway.mllp;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.TrustOptions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.vitalwire.gateway.certificate.TlsIdentity;
import org.vitalwire.gateway.device.SenderAdmission;
import org.vitalwire.gateway.stream.StreamReadiness;

/** Listens for HL7 v2: TLS with a client certificate, on the event loops that MQTT uses, too. */
public final class MllpServer implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(MllpServer.class);
    private static final long PATIENCE_SECONDS = 20;

    private final Vertx vertx;
    private final TlsIdentity tls;
    private final SenderAdmission admission;
    private final MllpServices services;
    private final StreamReadiness streamReadiness;
    private final IntSupplier freePort;
    private volatile int listeningPort;
    private volatile boolean running;
    private @Nullable String deployment;

    /**
     * @param freePort asked where the settings leave the port open
     */
    MllpServer(
            Vertx vertx,
            TlsIdentity tls,
            SenderAdmission admission,
            MllpServices services,
            StreamReadiness streamReadiness,
            IntSupplier freePort) {
        this.vertx = vertx;
        this.tls = tls;
        this.admission = admission;
        this.services = services;
        this.streamReadiness = streamReadiness;
        this.freePort = freePort;
    }

    @Override
    public void start() {
        // Once a sender is let in, its messages must find their partitions without waiting.
        streamReadiness.awaitMetadata();
        MllpSettings settings = services.settings();
        int port = settings.port() == 0 ? freePort.getAsInt() : settings.port();
        NetServerOptions options = options(settings, port);
        deployment =
                await(
                        vertx.deployVerticle(
                                () -> new MllpListener(options, admission, services),
                                new DeploymentOptions()
                                        .setInstances(Runtime.getRuntime().availableProcessors())));
        listeningPort = port;
        running = true;
        log.atInfo().addKeyValue("port", port).log("MLLP listens");
    }

    @Override
    public void stop() {
        running = false;
        if (deployment != null) {
            await(vertx.undeploy(deployment));
            deployment = null;
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    public int port() {
        return listeningPort;
    }

    private NetServerOptions options(MllpSettings settings, int port) {
        NetServerOptions options =
                new NetServerOptions()
                        .setHost(settings.host())
                        .setPort(port)
                        .setSsl(true)
                        .setClientAuth(ClientAuth.REQUIRED)
                        .setKeyCertOptions(KeyCertOptions.wrap(tls.keys()))
                        .setTrustOptions(TrustOptions.wrap(tls.trust()));
        options.setTcpNoDelay(true).setTcpKeepAlive(true);
        options.setIdleTimeout(Math.toIntExact(settings.idleTimeout().toSeconds()))
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
        options.getSslOptions()
                .setEnabledSecureTransportProtocols(
                        new LinkedHashSet<>(List.of("TLSv1.3", "TLSv1.2")))
                .setSslHandshakeTimeout(settings.handshakeTimeout().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        return options;
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage()
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the MLLP listener failed", e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the MLLP listener did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
