package org.vitalwire.analytics.stream;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps Kafka Streams running. A thread that dies is replaced; when they die faster than {@value
 * #MOST_REPLACEMENTS} a minute the whole is stopped and started again after a pause that grows, as
 * nothing must keep an alarm from being raised once the trouble is over.
 */
final class StreamsRunner implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(StreamsRunner.class);
    private static final int MOST_REPLACEMENTS = 5;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(8);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Topology topology;
    private final Properties properties;
    private final Deque<Long> deaths = new ArrayDeque<>();
    private volatile boolean running;
    private volatile @Nullable KafkaStreams streams;
    private Duration pause = FIRST_PAUSE;

    StreamsRunner(Topology topology, Map<String, Object> settings, MeterRegistry meters) {
        this.topology = topology;
        this.properties = new Properties();
        properties.putAll(settings);
        Gauge.builder("vitalwire.analytics.lag", this, StreamsRunner::lag)
                .description("readings that wait, in the partition that waits most")
                .register(meters);
        tasks("active", "partitions that are evaluated here", meters, ThreadMetadata::activeTasks);
        tasks("standby", "copies of other processes' states", meters, ThreadMetadata::standbyTasks);
    }

    private void tasks(
            String kind,
            String description,
            MeterRegistry meters,
            Function<ThreadMetadata, Set<TaskMetadata>> ofThread) {
        Gauge.builder("vitalwire.analytics.tasks", this, runner -> runner.count(ofThread))
                .description(description)
                .tag("kind", kind)
                .register(meters);
    }

    @Override
    public synchronized void start() {
        if (!running) {
            running = true;
            open();
        }
    }

    private synchronized void open() {
        if (!running) {
            return;
        }
        KafkaStreams opened = new KafkaStreams(topology, properties);
        opened.setUncaughtExceptionHandler(this::onDeath);
        opened.setStateListener((now, before) -> {
            log.atInfo().addKeyValue("state", now).log("analytics stream changed state");
            if (now == State.ERROR) {
                Thread.ofVirtual().name("analytics-restart").start(this::reopen);
            }
        });
        streams = opened;
        opened.start();
    }

    private StreamThreadExceptionResponse onDeath(Throwable cause) {
        boolean tooMany = isTooMany(System.nanoTime());
        // The class only: the message of an exception may quote a record.
        log.atError()
                .addKeyValue("exception", rootOf(cause).getClass().getName())
                .addKeyValue("replaced", !tooMany)
                .log("analytics stream thread died");
        return tooMany
                ? StreamThreadExceptionResponse.SHUTDOWN_CLIENT
                : StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private synchronized boolean isTooMany(long now) {
        deaths.addLast(now);
        while (now - deaths.getFirst() > WINDOW.toNanos()) {
            deaths.removeFirst();
        }
        if (deaths.size() > MOST_REPLACEMENTS) {
            return true;
        }
        if (deaths.size() == 1) {
            pause = FIRST_PAUSE;
        }
        return false;
    }

    private void reopen() {
        KafkaStreams failed = streams;
        if (failed != null) {
            failed.close(CloseOptions.timeout(CLOSE_TIMEOUT));
        }
        try {
            Thread.sleep(nextPause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        open();
    }

    private synchronized Duration nextPause() {
        Duration current = pause;
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        return current;
    }

    /** Leaves the group, so that whoever comes next does not wait for a dead member. */
    @Override
    public void stop() {
        KafkaStreams closing;
        synchronized (this) {
            running = false;
            closing = streams;
            streams = null;
        }
        if (closing != null) {
            closing.close(
                    CloseOptions.timeout(CLOSE_TIMEOUT)
                            .withGroupMembershipOperation(
                                    CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Whether readings are being evaluated; not while states are restored or partitions move. */
    boolean isReady() {
        KafkaStreams opened = streams;
        return opened != null && opened.state() == State.RUNNING;
    }

    String state() {
        KafkaStreams opened = streams;
        return opened == null ? "STOPPED" : opened.state().name();
    }

    private double count(Function<ThreadMetadata, Set<TaskMetadata>> ofThread) {
        KafkaStreams opened = streams;
        return opened == null || !opened.state().isRunningOrRebalancing()
                ? 0
                : opened.metadataForLocalThreads().stream()
                        .mapToInt(thread -> ofThread.apply(thread).size())
                        .sum();
    }

    private double lag() {
        KafkaStreams opened = streams;
        if (opened == null) {
            return Double.NaN;
        }
        double worst = Double.NaN;
        for (Map.Entry<MetricName, ? extends Metric> metric : opened.metrics().entrySet()) {
            if (metric.getKey().name().equals("records-lag-max")
                    && metric.getValue().metricValue() instanceof Double lag
                    && !lag.isNaN()) {
                worst = Double.isNaN(worst) ? lag : Math.max(worst, lag);
            }
        }
        return worst;
    }

    private static Throwable rootOf(Throwable cause) {
        Throwable root = cause;
        Throwable next = root.getCause();
        while (next != null && !next.equals(root)) {
            root = next;
            next = root.getCause();
        }
        return root;
    }
}
