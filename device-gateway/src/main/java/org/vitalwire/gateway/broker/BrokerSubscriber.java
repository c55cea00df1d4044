package org.vitalwire.gateway.broker;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.vitalwire.gateway.certificate.ClientTls;
import org.vitalwire.gateway.stream.Completions;
import org.vitalwire.gateway.stream.RecordStream;
import org.vitalwire.gateway.stream.StreamReadiness;

/** Keeps a link to the broker for as long as the gateway runs. */
final class BrokerSubscriber implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(BrokerSubscriber.class);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);
    private static final long CLOSING_PATIENCE_SECONDS = 5;

    private final BrokerSettings settings;
    private final BrokerMessages messages;
    private final RecordStream stream;
    private final StreamReadiness readiness;
    private final BrokerMeters meters;
    private @Nullable ExecutorService threads;
    private volatile boolean running;
    private volatile @Nullable BrokerLink current;

    BrokerSubscriber(
            BrokerSettings settings,
            BrokerMessages messages,
            RecordStream stream,
            StreamReadiness readiness,
            BrokerMeters meters) {
        this.settings = settings;
        this.messages = messages;
        this.stream = stream;
        this.readiness = readiness;
        this.meters = meters;
    }

    @Override
    public void start() {
        readiness.awaitMetadata();
        MqttConnectionOptions options = options();
        ExecutorService started =
                Executors.newCachedThreadPool(
                        Thread.ofPlatform().name("broker-", 0).daemon().factory());
        threads = started;
        running = true;
        ExecutorService one =
                new ThreadPoolExecutor(
                        1,
                        1,
                        0,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        Thread.ofPlatform().name("broker-acknowledgements").daemon().factory(),
                        // After the end Kafka may still tell of messages: nobody is acknowledged.
                        new ThreadPoolExecutor.DiscardPolicy());
        started.execute(() -> {
            try {
                keepLinked(options, new Completions(one));
            } finally {
                one.shutdown();
            }
        });
    }

    private void keepLinked(MqttConnectionOptions options, Completions completions) {
        Duration delay = settings.reconnectDelay();
        while (running) {
            try {
                BrokerLink link = new BrokerLink(settings, messages, stream, meters, completions);
                current = link;
                try {
                    link.open(options, BrokerTopics.filters(settings.group()));
                    meters.linked();
                    delay = settings.reconnectDelay();
                    log.atInfo().addKeyValue("broker", settings.uri()).log("subscribed");
                    link.awaitEnd();
                } finally {
                    meters.unlinked();
                    link.close();
                }
                log.atWarn().addKeyValue("broker", settings.uri()).log("link to the broker ended");
            } catch (MqttException e) {
                log.atWarn()
                        .addKeyValue("broker", settings.uri())
                        .addKeyValue("reason", e.getReasonCode())
                        .log("no link to the broker, trying again");
                delay = longer(delay);
            } catch (InterruptedException e) {
                return;
            }
            if (!pause(delay)) {
                return;
            }
        }
    }

    private static Duration longer(Duration delay) {
        Duration doubled = delay.multipliedBy(2);
        return doubled.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : doubled;
    }

    private boolean pause(Duration delay) {
        try {
            Thread.sleep(delay);
            return running;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private MqttConnectionOptions options() {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(false);
        options.setSessionExpiryInterval(settings.sessionExpiry().toSeconds());
        options.setReceiveMaximum(settings.receiveMaximum());
        options.setKeepAliveInterval(Math.toIntExact(settings.keepAlive().toSeconds()));
        options.setAutomaticReconnect(false);
        if (!settings.username().isEmpty()) {
            options.setUserName(settings.username());
        }
        if (!settings.password().isEmpty()) {
            options.setPassword(settings.password().getBytes(StandardCharsets.UTF_8));
        }
        if (settings.isEncrypted()) {
            options.setSocketFactory(
                    ClientTls.context(settings.authority(), settings.certificate(), settings.key())
                            .getSocketFactory());
            options.setHttpsHostnameVerificationEnabled(true);
        }
        return options;
    }

    @Override
    public void stop() {
        running = false;
        BrokerLink link = current;
        if (link != null) {
            link.end();
        }
        ExecutorService started = threads;
        if (started != null) {
            started.shutdown();
            try {
                if (!started.awaitTermination(CLOSING_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    started.shutdownNow();
                }
            } catch (InterruptedException e) {
                started.shutdownNow();
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    boolean isLinked() {
        return meters.isLinked();
    }
}
