package org.vitalwire.alert.watchdog;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.vitalwire.contracts.id.Canary;

/**
 * The canary's device: speaks MQTT over mutual TLS as every device does. It keeps nothing that it
 * could not deliver, for a beat that comes later is worth nothing.
 */
final class CanaryDevice implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CanaryDevice.class);
    private static final Duration LEAST_TO_CONNECT = Duration.ofSeconds(1);
    private static final int KEEP_ALIVE_SECONDS = 60;
    private static final int SUCCESS = 0;
    private static final String TOPIC = "vitalwire/v1/" + Canary.DEVICE.value() + "/readings";

    private final WatchdogSettings.Broker broker;
    private final Duration patience;
    private @Nullable MqttAsyncClient connected;
    private boolean said;

    /**
     * @param patience for the gateway to connect, and to acknowledge; at least a second to connect
     */
    CanaryDevice(WatchdogSettings.Broker broker, Duration patience) {
        this.broker = broker;
        this.patience = patience;
    }

    /** Whether it has been given a certificate yet. */
    boolean isEnrolled() {
        return Stream.of(broker.caFile(), broker.certificateFile(), broker.keyFile())
                .allMatch(Files::isReadable);
    }

    /**
     * Connects if it must, and publishes.
     *
     * @param value in mg/dL
     * @return whether the gateway has acknowledged it
     */
    boolean publish(Instant at, int value) {
        try {
            IMqttToken sent = client().publish(TOPIC, payload(at, value), 1, false);
            sent.waitForCompletion(patience.toMillis());
            int[] codes = sent.getReasonCodes();
            boolean taken = codes == null || codes.length == 0 || codes[0] == SUCCESS;
            if (taken) {
                said = false;
            } else {
                complain("refused with " + codes[0]);
            }
            return taken;
        } catch (MqttException e) {
            // What is under way must not be sent by the next connection.
            close();
            complain("MQTT reason " + e.getReasonCode());
            return false;
        } catch (RuntimeException e) {
            close();
            complain(e.getClass().getName());
            return false;
        }
    }

    @Override
    public void close() {
        MqttAsyncClient leaving = connected;
        connected = null;
        if (leaving != null) {
            closeQuietly(leaving);
        }
    }

    private MqttAsyncClient client() throws MqttException {
        MqttAsyncClient present = connected;
        if (present != null && present.isConnected()) {
            return present;
        }
        close();
        MqttAsyncClient client =
                new MqttAsyncClient(
                        broker.url().toString(), Canary.DEVICE.value(), new MemoryPersistence());
        try {
            client.connect(options()).waitForCompletion(connecting().toMillis());
        } catch (MqttException | RuntimeException e) {
            closeQuietly(client);
            throw e;
        }
        connected = client;
        return client;
    }

    private MqttConnectionOptions options() {
        MqttConnectionOptions options = new MqttConnectionOptions();
        SslBundle bundle =
                SslBundle.of(
                        new PemSslStoreBundle(
                                PemSslStoreDetails.forCertificate(file(broker.certificateFile()))
                                        .withPrivateKey(file(broker.keyFile())),
                                PemSslStoreDetails.forCertificate(file(broker.caFile()))),
                        SslBundleKey.NONE);
        options.setSocketFactory(bundle.createSslContext().getSocketFactory());
        options.setHttpsHostnameVerificationEnabled(true);
        options.setCleanStart(true);
        options.setSessionExpiryInterval(0L);
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        options.setConnectionTimeout((int) connecting().toSeconds());
        options.setAutomaticReconnect(false);
        return options;
    }

    private Duration connecting() {
        return patience.compareTo(LEAST_TO_CONNECT) < 0 ? LEAST_TO_CONNECT : patience;
    }

    private static String file(Path path) {
        return path.toUri().toString();
    }

    private static byte[] payload(Instant at, int value) {
        return "{\"time\":\"%s\",\"values\":{\"glucose\":%d}}"
                .formatted(at, value)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Once for each outage: what follows would say the same every time. */
    private void complain(String reason) {
        if (!said) {
            said = true;
            log.atWarn().addKeyValue("reason", reason).log("the canary could not publish");
        }
    }

    private static void closeQuietly(MqttAsyncClient client) {
        try {
            client.disconnectForcibly(0, 1, false);
        } catch (MqttException e) {
            // It was not connected.
        }
        try {
            client.close(true);
        } catch (MqttException e) {
            // Nothing of ours is left in it.
        }
    }
}
