package org.vitalwire.simulator.device;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * A device on the network, for as long as it is open: connects, and connects again after every loss
 * with a jittered pause; publishes at QoS 1; keeps each reading until the platform has acknowledged
 * it and sends the same bytes again after a loss.
 */
public final class DeviceConnection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeviceConnection.class);
    private static final Duration LOOK_AROUND = Duration.ofMillis(500);

    private final EnrolledDevice device;
    private final SSLSocketFactory sockets;
    private final ConnectionSettings settings;
    private final DeliveryListener listener;
    private final OutgoingBuffer buffer;
    private final DeliveryLedger ledger = new DeliveryLedger();
    private final Semaphore nudge = new Semaphore(0);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean online = true;
    private volatile boolean closed;

    private DeviceConnection(
            EnrolledDevice device,
            SSLSocketFactory sockets,
            ConnectionSettings settings,
            DeliveryListener listener) {
        this.device = device;
        this.sockets = sockets;
        this.settings = settings;
        this.listener = listener;
        this.buffer = new OutgoingBuffer(settings.buffered());
    }

    /**
     * Starts connecting in the background.
     *
     * @throws IOException when the device's PEM files cannot be read
     */
    public static DeviceConnection open(
            EnrolledDevice device, ConnectionSettings settings, DeliveryListener listener)
            throws IOException, GeneralSecurityException {
        DeviceConnection connection =
                new DeviceConnection(
                        device, MutualTls.context(device).getSocketFactory(), settings, listener);
        Thread.ofVirtual().name("device-" + device.id()).start(connection::run);
        return connection;
    }

    /** False, and counted, when the buffer is full. */
    public boolean offer(ReadingMessage message) {
        boolean taken = buffer.offer(message);
        (taken ? ledger.accepted : ledger.overflowed).increment();
        return taken;
    }

    /** Waits for room in the buffer. */
    public void put(ReadingMessage message) throws InterruptedException {
        buffer.put(message);
        ledger.accepted.increment();
    }

    /** Pulls the network plug, or puts it back. */
    public void setOnline(boolean on) {
        if (online != on) {
            online = on;
            nudge.release();
            buffer.wakeUp();
        }
    }

    /** Readings not yet acknowledged. */
    public int owed() {
        return buffer.size();
    }

    /** True once every reading is acknowledged, false after the wait. */
    public boolean awaitDelivered(Duration wait) throws InterruptedException {
        return buffer.awaitEmpty(wait);
    }

    public DeliveryCounts counts() {
        return ledger.counts();
    }

    /** Disconnects. Readings not yet acknowledged are gone with the device. */
    @Override
    public void close() {
        closed = true;
        nudge.release();
        buffer.wakeUp();
        try {
            if (!ended.await(5, TimeUnit.SECONDS)) {
                LOG.atWarn().addKeyValue("deviceId", device.id()).log("Connection did not close");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        int failures = 0;
        try {
            while (!closed) {
                if (!online) {
                    nudge.tryAcquire(LOOK_AROUND.toMillis(), TimeUnit.MILLISECONDS);
                    continue;
                }
                failures = connectAndPublish(failures) ? 0 : failures + 1;
                if (!closed && online) {
                    Duration pause =
                            settings.pause(failures, ThreadLocalRandom.current().nextDouble());
                    nudge.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    /** One connection, from its beginning to its end. True when it was of any use. */
    private boolean connectAndPublish(int failures) throws InterruptedException {
        long before = ledger.counts().acknowledged();
        MqttLink link;
        try {
            link = MqttLink.connect(device, sockets, settings, this::acknowledged, buffer::wakeUp);
        } catch (MqttException e) {
            ledger.connectionFailures.increment();
            // Once for each outage: the retries that follow would say the same.
            LOG.atLevel(failures == 0 ? Level.WARN : Level.DEBUG)
                    .addKeyValue("deviceId", device.id())
                    .addKeyValue("code", e.getReasonCode())
                    .setCause(e)
                    .log("Could not connect, trying again");
            return false;
        }
        ledger.connections.increment();
        try {
            while (link.isUp() && online && !closed) {
                Optional<OutgoingBuffer.Entry> next = buffer.take(link.window(), LOOK_AROUND);
                if (next.isPresent()) {
                    publish(link, next.get());
                }
            }
        } catch (MqttException e) {
            LOG.atDebug()
                    .addKeyValue("deviceId", device.id())
                    .addKeyValue("code", e.getReasonCode())
                    .log("Connection failed while publishing");
        } finally {
            if (link.endedBy() != 0) {
                LOG.atInfo()
                        .addKeyValue("deviceId", device.id())
                        .addKeyValue("code", link.endedBy())
                        .log("The platform ended the connection");
            }
            if (closed) {
                link.close();
            } else {
                link.cut();
            }
            buffer.connectionLost();
        }
        return ledger.counts().acknowledged() > before;
    }

    private void publish(MqttLink link, OutgoingBuffer.Entry entry) throws MqttException {
        (entry.sentBefore() ? ledger.resent : ledger.sent).increment();
        link.publish(entry);
    }

    private void acknowledged(OutgoingBuffer.Entry entry, int reasonCode) {
        buffer.acknowledged(
                entry,
                () -> {
                    ledger.puback(reasonCode);
                    listener.acknowledged(entry.message(), reasonCode);
                });
    }
}
