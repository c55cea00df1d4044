package org.vitalwire.benchmarks.gateway;

import io.netty.handler.codec.mqtt.MqttProperties;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttServer;
import io.vertx.mqtt.MqttServerOptions;
import io.vertx.mqtt.messages.MqttPublishMessage;
import io.vertx.mqtt.messages.codes.MqttPubAckReasonCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.vitalwire.benchmarks.hop.KafkaHop;
import org.vitalwire.benchmarks.process.KafkaProcess;
import org.vitalwire.embedded.Ports;
import org.vitalwire.testkit.ServiceProcess;

/**
 * The endpoint with decoding off: the same Vert.x MQTT server over mutual TLS, the payload as it
 * came to Kafka, PUBACK from the producer's callback. No checks, no ledger, no limits.
 */
final class BareEndpoint implements Contestant {

    private static final String SAYS = "listening";
    private static final int RECEIVE_MAXIMUM = 0x21;

    private final ServiceProcess process;
    private final int port;

    private BareEndpoint(ServiceProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    static BareEndpoint start(KafkaProcess kafka, Credentials credentials) {
        int port = Ports.free();
        ServiceProcess process =
                ServiceProcess.mainClass(BareEndpoint.class)
                        .jvmArguments(Benchmarked.JVM_FLAGS.toArray(String[]::new))
                        .arguments(
                                Integer.toString(port),
                                kafka.bootstrapServers(),
                                credentials.server().certificate().toString(),
                                credentials.server().key().toString(),
                                credentials.server().ca().toString())
                        .start();
        process.awaitOutput(SAYS, Duration.ofSeconds(30));
        return new BareEndpoint(process, port);
    }

    @Override
    public String name() {
        return "endpoint, decoding off";
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void admit(List<String> deviceIds) {}

    @Override
    public void close() {
        process.close();
    }

    /** The endpoint itself: port, brokers, certificate, key, authority. */
    public static void main(String[] arguments) {
        MqttServerOptions options = new MqttServerOptions();
        options.setPort(Integer.parseInt(arguments[0]))
                .setHost("127.0.0.1")
                .setSsl(true)
                .setClientAuth(ClientAuth.REQUIRED)
                .setKeyCertOptions(
                        new PemKeyCertOptions()
                                .addCertPath(Path.of(arguments[2]).toString())
                                .addKeyPath(arguments[3]))
                .setTrustOptions(new PemTrustOptions().addCertPath(arguments[4]))
                .setTcpNoDelay(true);
        if (OpenSSLEngineOptions.isAvailable()) {
            options.setSslEngineOptions(new OpenSSLEngineOptions());
        }
        options.getSslOptions().setEnabledSecureTransportProtocols(Set.of("TLSv1.3"));
        Producer<String, byte[]> producer =
                new KafkaProducer<>(
                        KafkaHop.producerSettings(arguments[1]),
                        new StringSerializer(),
                        new ByteArraySerializer());
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        vertx.deployVerticle(
                        () -> new Listener(options, producer),
                        new DeploymentOptions()
                                .setInstances(Runtime.getRuntime().availableProcessors()))
                .onSuccess(id -> System.out.println(SAYS))
                .onFailure(failure -> System.exit(1));
    }

    private static final class Listener extends AbstractVerticle {

        private final MqttServerOptions options;
        private final Producer<String, byte[]> producer;

        Listener(MqttServerOptions options, Producer<String, byte[]> producer) {
            this.options = options;
            this.producer = producer;
        }

        @Override
        public void start(Promise<Void> started) {
            MqttServer.create(vertx, options)
                    .endpointHandler(this::accept)
                    .listen()
                    .<Void>mapEmpty()
                    .onComplete(started);
        }

        private void accept(MqttEndpoint endpoint) {
            endpoint.publishAutoAck(false);
            endpoint.publishHandler(message -> forward(endpoint, message));
            MqttProperties limits = new MqttProperties();
            limits.add(new MqttProperties.IntegerProperty(RECEIVE_MAXIMUM, 50));
            endpoint.accept(false, limits);
        }

        private void forward(MqttEndpoint endpoint, MqttPublishMessage message) {
            Context loop = context;
            int packetId = message.messageId();
            var _ =
                    producer.send(
                            new ProducerRecord<>(
                                    KafkaHop.TOPIC,
                                    endpoint.clientIdentifier(),
                                    message.payload().getBytes()),
                            (metadata, failure) -> {
                                if (failure == null) {
                                    loop.runOnContext(nothing -> acknowledge(endpoint, packetId));
                                }
                            });
        }

        private static void acknowledge(MqttEndpoint endpoint, int packetId) {
            if (endpoint.isConnected()) {
                endpoint.publishAcknowledge(
                        packetId, MqttPubAckReasonCode.SUCCESS, MqttProperties.NO_PROPERTIES);
            }
        }
    }
}
