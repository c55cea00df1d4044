package org.vitalwire.testkit;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttServer;
import io.vertx.mqtt.MqttServerOptions;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An MQTT server on loopback that demands a certificate of the authority, and leaves the rest to
 * the test. It needs {@code vertx-mqtt}, which the module that uses it declares.
 */
public final class TestMqttServer implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final MqttServer server;

    /** Listens when it returns. */
    public TestMqttServer(TestCertificates certificates, Handler<MqttEndpoint> handler) {
        server = MqttServer.create(vertx, options(certificates)).endpointHandler(handler);
        try {
            server.listen().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("no MQTT server", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public int port() {
        return server.actualPort();
    }

    /** Runs the action on the server's own threads, without holding one up until then. */
    public void after(long millis, Runnable action) {
        vertx.setTimer(millis, timer -> action.run());
    }

    @Override
    public void close() {
        var _ = vertx.close();
    }

    private static MqttServerOptions options(TestCertificates certificates) {
        TestCertificates.Identity identity = certificates.server();
        MqttServerOptions options = new MqttServerOptions();
        options.setPort(0)
                .setHost("127.0.0.1")
                .setSsl(true)
                .setClientAuth(ClientAuth.REQUIRED)
                .setKeyCertOptions(
                        new PemKeyCertOptions()
                                .addCertValue(Buffer.buffer(identity.certificatePem()))
                                .addKeyValue(Buffer.buffer(identity.privateKeyPem())))
                .setTrustOptions(
                        new PemTrustOptions()
                                .addCertValue(Buffer.buffer(certificates.authorityPem())));
        return options;
    }
}
