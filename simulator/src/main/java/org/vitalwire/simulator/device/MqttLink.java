package org.vitalwire.simulator.device;

import java.time.Duration;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;

/**
 * One MQTT connection from CONNACK to its end. Paho's own persistence and reconnect stay out of it:
 * what is owed is in the {@link OutgoingBuffer}, and every connection is a new client on the same
 * session.
 */
final class MqttLink implements AutoCloseable {

    private static final int NO_REASON = 0;

    private final MqttAsyncClient client;
    private final EnrolledDevice device;
    private final int window;
    private final BiConsumer<OutgoingBuffer.Entry, Integer> acknowledged;
    private volatile boolean up = true;
    private volatile int endedBy = NO_REASON;

    private MqttLink(
            MqttAsyncClient client,
            EnrolledDevice device,
            int window,
            BiConsumer<OutgoingBuffer.Entry, Integer> acknowledged) {
        this.client = client;
        this.device = device;
        this.window = window;
        this.acknowledged = acknowledged;
    }

    /**
     * Connects.
     *
     * @param acknowledged called for each PUBACK with its reason code
     * @param down called when the connection ends
     */
    static MqttLink connect(
            EnrolledDevice device,
            SSLSocketFactory sockets,
            ConnectionSettings settings,
            BiConsumer<OutgoingBuffer.Entry, Integer> acknowledged,
            Runnable down)
            throws MqttException {
        MqttAsyncClient client =
                new MqttAsyncClient(
                        "ssl://" + device.host() + ":" + device.port(),
                        device.id(),
                        new MemoryPersistence());
        boolean connected = false;
        try {
            Ending ending = new Ending(down);
            client.setCallback(ending);
            IMqttToken connect = client.connect(options(sockets, settings));
            connect.waitForCompletion(settings.connectTimeout().toMillis());
            MqttProperties limits = connect.getResponseProperties();
            Integer allowed = limits == null ? null : limits.getReceiveMaximum();
            int window =
                    allowed == null ? settings.inFlight() : Math.min(settings.inFlight(), allowed);
            MqttLink link = new MqttLink(client, device, window, acknowledged);
            ending.link = link;
            if (!client.isConnected()) {
                link.up = false;
            }
            connected = true;
            return link;
        } finally {
            if (!connected) {
                closeQuietly(client);
            }
        }
    }

    boolean isUp() {
        return up;
    }

    /** The platform's reason code for ending the connection, 0 for none. */
    int endedBy() {
        return endedBy;
    }

    int window() {
        return window;
    }

    void publish(OutgoingBuffer.Entry entry) throws MqttException {
        MqttMessage message = new MqttMessage(entry.message().payload());
        message.setQos(1);
        client.publish(
                device.topicOf(entry.message().kind()),
                message,
                null,
                new MqttActionListener() {
                    @Override
                    public void onSuccess(IMqttToken token) {
                        int[] codes = token.getReasonCodes();
                        acknowledged.accept(
                                entry, codes == null || codes.length == 0 ? 0 : codes[0]);
                    }

                    @Override
                    public void onFailure(IMqttToken token, Throwable cause) {
                        // Not acknowledged: the buffer still has it and sends it again.
                    }
                });
    }

    /** Ends it as a pulled plug does, without a word to the platform. */
    void cut() {
        up = false;
        try {
            client.disconnectForcibly(0, 1, false);
        } catch (MqttException e) {
            // It was gone already, which is what was wanted.
        }
        closeQuietly(client);
    }

    @Override
    public void close() {
        up = false;
        try {
            if (client.isConnected()) {
                client.disconnect(0).waitForCompletion(Duration.ofSeconds(2).toMillis());
            }
        } catch (MqttException e) {
            // The platform will notice by the closed socket instead.
        }
        closeQuietly(client);
    }

    private static MqttConnectionOptions options(
            SSLSocketFactory sockets, ConnectionSettings settings) {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setSocketFactory(sockets);
        options.setHttpsHostnameVerificationEnabled(true);
        options.setCleanStart(false);
        options.setSessionExpiryInterval(settings.sessionExpiry().toSeconds());
        options.setKeepAliveInterval((int) settings.keepAlive().toSeconds());
        options.setConnectionTimeout((int) settings.connectTimeout().toSeconds());
        options.setAutomaticReconnect(false);
        return options;
    }

    private static void closeQuietly(MqttAsyncClient client) {
        try {
            client.disconnectForcibly(0, 1, false);
        } catch (MqttException e) {
            // Not connected.
        }
        try {
            client.close(true);
        } catch (MqttException e) {
            // Nothing of ours is left in it.
        }
    }

    private static final class Ending implements MqttCallback {
        private final Runnable down;
        private volatile @Nullable MqttLink link;

        Ending(Runnable down) {
            this.down = down;
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {
            MqttLink ended = link;
            if (ended != null) {
                ended.endedBy = response.getReturnCode();
                ended.up = false;
            }
            down.run();
        }

        @Override
        public void mqttErrorOccurred(MqttException exception) {}

        @Override
        public void messageArrived(String topic, MqttMessage message) {}

        @Override
        public void deliveryComplete(IMqttToken token) {}

        @Override
        public void connectComplete(boolean reconnect, String serverUri) {}

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {}
    }
}
