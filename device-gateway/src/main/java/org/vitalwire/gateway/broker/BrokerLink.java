package org.vitalwire.gateway.broker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.gateway.intake.Prepared;
import org.vitalwire.gateway.stream.Completions;
import org.vitalwire.gateway.stream.RecordStream;

/**
 * One connection to the broker, from CONNACK to its end. Each is a new client on the same session:
 * a packet id of an earlier connection may mean another message on this one, so an acknowledgement
 * that comes too late must have no way to it.
 *
 * <p>Messages are acknowledged in the order of their arrival, when Kafka has them. What Kafka does
 * not take ends the connection: the broker sends it again on the next one.
 */
final class BrokerLink implements MqttCallback {

    private static final Logger log = LoggerFactory.getLogger(BrokerLink.class);
    private static final long PATIENCE_MS = 10_000;
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int AT_LEAST_ONCE = 1;
    private static final int FIRST_REFUSAL = 0x80;

    private final MqttAsyncClient client;
    private final BrokerMessages messages;
    private final RecordStream stream;
    private final BrokerMeters meters;
    private final Completions completions;
    private final CountDownLatch ended = new CountDownLatch(1);

    /** Guarded by itself. */
    private final Deque<BrokerDelivery> unacknowledged = new ArrayDeque<>();

    BrokerLink(
            BrokerSettings settings,
            BrokerMessages messages,
            RecordStream stream,
            BrokerMeters meters,
            Completions completions)
            throws MqttException {
        this.client =
                new MqttAsyncClient(
                        settings.uri().toString(), settings.clientId(), new MemoryPersistence());
        this.messages = messages;
        this.stream = stream;
        this.meters = meters;
        this.completions = completions;
        client.setManualAcks(true);
        client.setCallback(this);
    }

    /** Connects and subscribes; messages of the session may come before this returns. */
    void open(MqttConnectionOptions options, List<String> filters) throws MqttException {
        client.connect(options).waitForCompletion(PATIENCE_MS);
        List<MqttSubscription> subscriptions = new ArrayList<>();
        filters.forEach(filter -> subscriptions.add(new MqttSubscription(filter, AT_LEAST_ONCE)));
        IMqttToken subscribed = client.subscribe(subscriptions.toArray(MqttSubscription[]::new));
        subscribed.waitForCompletion(PATIENCE_MS);
        for (int code : subscribed.getReasonCodes()) {
            if (code >= FIRST_REFUSAL) {
                throw new MqttException(code);
            }
        }
    }

    /** On Paho's thread: while it waits here nothing more is read from the broker. */
    @Override
    public void messageArrived(String topic, MqttMessage message) {
        while (stream.isFull() && !isEnded()) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        if (isEnded()) {
            return;
        }
        try {
            take(topic, message);
        } catch (RuntimeException e) {
            // Paho would go on as if nothing were; the broker has to send it again.
            broken(e);
        }
    }

    private void take(String topic, MqttMessage message) {
        Prepared prepared = messages.prepare(topic, message);
        meters.received(prepared);
        BrokerDelivery delivery =
                new BrokerDelivery(
                        this, stream, completions, prepared, message.getId(), message.getQos());
        if (message.getQos() > 0) {
            synchronized (unacknowledged) {
                unacknowledged.add(delivery);
            }
        }
        stream.send(delivery);
    }

    /** Kafka has all of it, or failed. */
    void completed(BrokerDelivery delivery) {
        if (isEnded()) {
            return;
        }
        Exception failure = delivery.failure();
        if (failure != null && delivery.qos() > 0) {
            log.atWarn()
                    .addKeyValue("code", FailureCode.STREAM_UNAVAILABLE)
                    .addKeyValue("cause", failure.getClass().getSimpleName())
                    .log("message was not taken by Kafka, the broker has to send it again");
            end();
            return;
        }
        synchronized (unacknowledged) {
            for (BrokerDelivery first = unacknowledged.peek();
                    first != null && first.isComplete();
                    first = unacknowledged.peek()) {
                unacknowledged.remove();
                acknowledge(first);
            }
        }
    }

    private void acknowledge(BrokerDelivery delivery) {
        try {
            client.messageArrivedComplete(delivery.packetId(), delivery.qos());
            meters.acknowledged(delivery);
        } catch (MqttException e) {
            // The connection is gone. The broker sends the message again; its id stays the same.
            end();
        }
    }

    void broken(RuntimeException fault) {
        // Without its message, which may quote a payload.
        log.atError()
                .addKeyValue("cause", fault.getClass().getName())
                .log("link to the broker broken");
        end();
    }

    void end() {
        ended.countDown();
    }

    boolean isEnded() {
        return ended.getCount() == 0;
    }

    void awaitEnd() throws InterruptedException {
        ended.await();
    }

    /** With a word to the broker where that is still possible; the session stays. */
    void close() {
        end();
        try {
            if (client.isConnected()) {
                client.disconnect(0).waitForCompletion(1_000);
            }
        } catch (MqttException e) {
            // It was gone already.
        }
        try {
            client.disconnectForcibly(0, 1, false);
        } catch (MqttException e) {
            // As is meant.
        }
        try {
            client.close(true);
        } catch (MqttException e) {
            // Nothing of ours is left in it.
        }
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        end();
    }

    /** Paho goes on after those. */
    @Override
    public void mqttErrorOccurred(MqttException exception) {
        log.atWarn()
                .addKeyValue("reason", exception.getReasonCode())
                .log("fault on the link to the broker");
    }

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String uri) {}

    @Override
    public void authPacketArrived(int reason, MqttProperties properties) {}
}
