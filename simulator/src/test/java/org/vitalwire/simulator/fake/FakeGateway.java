package org.vitalwire.simulator.fake;

import io.netty.handler.codec.mqtt.MqttProperties;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.messages.MqttPublishMessage;
import io.vertx.mqtt.messages.codes.MqttPubAckReasonCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.vitalwire.testkit.TestCertificates;
import org.vitalwire.testkit.TestMqttServer;

/** An MQTT 5 endpoint that demands client certificates and acknowledges as it is told. */
public final class FakeGateway implements AutoCloseable {

    /** What happens to a message. */
    public enum Answer {
        ACKNOWLEDGE,
        REFUSE,
        WITHHOLD,
        DROP_CONNECTION
    }

    /** A message as it came, acknowledged or not. */
    public record Arrival(String clientId, String topic, String payload, boolean isDuplicate) {}

    /** MQTT 5, table 2-4. */
    private static final int RECEIVE_MAXIMUM = 0x21;

    private final TestMqttServer server;
    private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();
    private final List<Arrival> acknowledged = new CopyOnWriteArrayList<>();
    private final List<Boolean> cleanStarts = new CopyOnWriteArrayList<>();
    private final Map<String, MqttEndpoint> connected = new ConcurrentHashMap<>();
    private volatile Function<Arrival, Answer> behaviour = arrival -> Answer.ACKNOWLEDGE;
    private volatile int receiveMaximum = 20;

    public FakeGateway(TestCertificates certificates) {
        server = new TestMqttServer(certificates, this::accept);
    }

    public int port() {
        return server.port();
    }

    public void behave(Function<Arrival, Answer> how) {
        behaviour = how;
    }

    public void allowInFlight(int messages) {
        receiveMaximum = messages;
    }

    /** Every message that came, those sent again as well. */
    public List<Arrival> arrivals() {
        return List.copyOf(arrivals);
    }

    public List<Arrival> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** The clean start flag of every connection so far. */
    public List<Boolean> cleanStarts() {
        return List.copyOf(cleanStarts);
    }

    public boolean isConnected(String clientId) {
        return connected.containsKey(clientId);
    }

    /** Cuts every connection without a word. */
    public void dropConnections() {
        connected.values().forEach(MqttEndpoint::close);
    }

    @Override
    public void close() {
        server.close();
    }

    private void accept(MqttEndpoint endpoint) {
        cleanStarts.add(endpoint.isCleanSession());
        endpoint.publishAutoAck(false);
        endpoint.publishHandler(message -> publish(endpoint, message));
        endpoint.closeHandler(nothing -> connected.remove(endpoint.clientIdentifier(), endpoint));
        connected.put(endpoint.clientIdentifier(), endpoint);
        MqttProperties limits = new MqttProperties();
        limits.add(new MqttProperties.IntegerProperty(RECEIVE_MAXIMUM, receiveMaximum));
        endpoint.accept(true, limits);
    }

    private void publish(MqttEndpoint endpoint, MqttPublishMessage message) {
        Arrival arrival =
                new Arrival(
                        endpoint.clientIdentifier(),
                        message.topicName(),
                        message.payload().toString(StandardCharsets.UTF_8),
                        message.isDup());
        arrivals.add(arrival);
        switch (behaviour.apply(arrival)) {
            case ACKNOWLEDGE -> {
                acknowledged.add(arrival);
                endpoint.publishAcknowledge(
                        message.messageId(),
                        MqttPubAckReasonCode.SUCCESS,
                        MqttProperties.NO_PROPERTIES);
            }
            case REFUSE ->
                    endpoint.publishAcknowledge(
                            message.messageId(),
                            MqttPubAckReasonCode.PAYLOAD_FORMAT_INVALID,
                            MqttProperties.NO_PROPERTIES);
            case WITHHOLD -> {}
            case DROP_CONNECTION -> endpoint.close();
        }
    }
}
