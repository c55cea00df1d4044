package org.vitalwire.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Kafka node (KRaft: broker and controller in one) inside this JVM, on disk. Created stopped;
 * {@link #start()} and {@link #stop()} may alternate, on the same ports and the same data.
 *
 * <p>Listens on loopback only, without TLS: it is for one machine. The cluster id and everything
 * acknowledged survive a restart and a {@code kill -9}; see {@link Settings#flushInterval()} for
 * what survives a power cut.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKafka.class);
    private static final String CONTROLLER = "CONTROLLER";
    private static final int NODE_ID = 1;

    /**
     * @param dataDirectory where the log segments live; created if missing
     * @param port client port, 0 for any free one
     * @param controllerPort port of the Raft controller, 0 for any free one
     * @param flushInterval how often dirty log pages are forced to disk. An acknowledged record is
     *     in the operating system's page cache at once, so it survives the death of the process; a
     *     power cut may cost what came within this interval
     * @param flushMessages force the log after this many records of a partition; 1 makes every
     *     acknowledgement survive a power cut, at the disk's price. Empty: by interval only
     * @param overrides further broker settings, which win over ours
     */
    public record Settings(
            Path dataDirectory,
            int port,
            int controllerPort,
            Duration flushInterval,
            OptionalLong flushMessages,
            Map<String, String> overrides) {

        public Settings {
            if (port < 0 || port > 65_535 || controllerPort < 0 || controllerPort > 65_535) {
                throw new IllegalArgumentException("a port is 0 to 65535");
            }
            if (!flushInterval.isPositive()) {
                throw new IllegalArgumentException("the flush interval is positive");
            }
            if (flushMessages.isPresent() && flushMessages.getAsLong() < 1) {
                throw new IllegalArgumentException("flush after at least one message");
            }
            overrides = Map.copyOf(overrides);
        }

        /** Any free ports, flushed every second. */
        public static Settings in(Path dataDirectory) {
            return new Settings(
                    dataDirectory, 0, 0, Duration.ofSeconds(1), OptionalLong.empty(), Map.of());
        }

        public Settings withPort(int newPort) {
            return new Settings(
                    dataDirectory,
                    newPort,
                    controllerPort,
                    flushInterval,
                    flushMessages,
                    overrides);
        }

        public Settings withControllerPort(int newPort) {
            return new Settings(
                    dataDirectory, port, newPort, flushInterval, flushMessages, overrides);
        }

        public Settings withFlushInterval(Duration interval) {
            return new Settings(
                    dataDirectory, port, controllerPort, interval, flushMessages, overrides);
        }

        public Settings withFlushMessages(long messages) {
            return new Settings(
                    dataDirectory,
                    port,
                    controllerPort,
                    flushInterval,
                    OptionalLong.of(messages),
                    overrides);
        }

        public Settings with(String name, String value) {
            Map<String, String> more = new HashMap<>(overrides);
            more.put(name, value);
            return new Settings(
                    dataDirectory, port, controllerPort, flushInterval, flushMessages, more);
        }
    }

    private final Settings settings;
    private final int port;
    private final int controllerPort;
    private @Nullable KafkaRaftServer server;

    public EmbeddedKafka(Settings settings) {
        this.settings = settings;
        this.port = Ports.orFree(settings.port());
        this.controllerPort = Ports.orFree(settings.controllerPort());
    }

    /** Returns when the broker takes records. Does nothing when it runs already. */
    public synchronized void start() {
        if (server != null) {
            return;
        }
        Ports.requireFree(port, "Kafka", settings.port());
        Ports.requireFree(controllerPort, "Kafka controller", settings.controllerPort());
        long began = System.nanoTime();
        KafkaRaftServer starting = null;
        try {
            format();
            starting = new KafkaRaftServer(new KafkaConfig(properties(), false), Time.SYSTEM);
            starting.startup();
            server = starting;
        } catch (Exception e) {
            shutDownAfterFailure(starting, e);
            throw new InfrastructureException(
                    "Kafka did not start on port %d with the data in %s"
                            .formatted(port, settings.dataDirectory()),
                    e);
        }
        LOG.atInfo()
                .addKeyValue("port", port)
                .addKeyValue("milliseconds", (System.nanoTime() - began) / 1_000_000)
                .log("Kafka started");
    }

    /** Stops cleanly; {@link #start()} may follow. Does nothing when it is stopped already. */
    public synchronized void stop() {
        KafkaRaftServer running = server;
        if (running == null) {
            return;
        }
        server = null;
        running.shutdown();
        running.awaitShutdown();
        LOG.atInfo().addKeyValue("port", port).log("Kafka stopped");
    }

    @Override
    public void close() {
        stop();
    }

    public synchronized boolean isRunning() {
        return server != null;
    }

    /** For clients' {@code bootstrap.servers}; known before the start. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    public Path dataDirectory() {
        return settings.dataDirectory();
    }

    private void format() throws Exception {
        PrivateDirectory.create(settings.dataDirectory());
        String directory = settings.dataDirectory().toAbsolutePath().toString();
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false))
                .setClusterId(clusterId())
                .setNodeId(NODE_ID)
                .setControllerListenerName(CONTROLLER)
                .setMetadataLogDirectory(directory)
                .addDirectory(directory)
                .setIgnoreFormatted(true)
                .run();
    }

    /** The id of the cluster whose data lies here, else a new one. */
    private String clusterId() throws IOException {
        Path file = settings.dataDirectory().resolve("meta.properties");
        if (Files.exists(file)) {
            Properties properties = new Properties();
            try (InputStream in = Files.newInputStream(file)) {
                properties.load(in);
            }
            String id = properties.getProperty("cluster.id");
            if (id != null) {
                return id;
            }
        }
        return Uuid.randomUuid().toString();
    }

    private Map<String, String> properties() {
        Map<String, String> p = new HashMap<>();
        p.put("process.roles", "broker,controller");
        p.put("node.id", Integer.toString(NODE_ID));
        p.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
        p.put("controller.listener.names", CONTROLLER);
        p.put("inter.broker.listener.name", "PLAINTEXT");
        p.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        p.put(
                "listeners",
                "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                        .formatted(port, controllerPort));
        p.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        p.put("log.dirs", settings.dataDirectory().toAbsolutePath().toString());

        // After a kill -9 the controller waits for the dead broker's session before it lets the new
        // one in: 9 s by default.
        p.put("broker.session.timeout.ms", "6000");
        p.put("broker.heartbeat.interval.ms", "500");

        // A topic exists because somebody said how many partitions it has, not because of a typo.
        p.put("auto.create.topics.enable", "false");

        oneNode(p);
        littleMemory(p);

        p.put("log.flush.interval.ms", Long.toString(settings.flushInterval().toMillis()));
        p.put(
                "log.flush.scheduler.interval.ms",
                Long.toString(settings.flushInterval().toMillis()));
        settings.flushMessages()
                .ifPresent(n -> p.put("log.flush.interval.messages", Long.toString(n)));
        p.putAll(settings.overrides());
        return p;
    }

    private static void oneNode(Map<String, String> p) {
        p.put("offsets.topic.replication.factor", "1");
        p.put("offsets.topic.num.partitions", "10");
        p.put("transaction.state.log.replication.factor", "1");
        p.put("transaction.state.log.min.isr", "1");
        p.put("transaction.state.log.num.partitions", "5");
        p.put("share.coordinator.state.topic.replication.factor", "1");
        p.put("share.coordinator.state.topic.min.isr", "1");
        p.put("share.coordinator.state.topic.num.partitions", "1");
        // No other members are about to join: do not wait 3 s for them.
        p.put("group.initial.rebalance.delay.ms", "0");
    }

    private static void littleMemory(Map<String, String> p) {
        p.put("num.network.threads", "2");
        p.put("num.io.threads", "4");
        p.put("background.threads", "2");
        p.put("num.replica.fetchers", "1");
        p.put("log.cleaner.threads", "1");
        // 128 MB of heap from the start by default.
        p.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20));
        p.put("log.cleaner.io.buffer.size", Integer.toString(128 << 10));
        // Retention drops whole segments: 1 GB ones would outstay it on a quiet ward.
        p.put("log.segment.bytes", Integer.toString(128 << 20));
        p.put("log.index.size.max.bytes", Integer.toString(2 << 20));
    }

    private static void shutDownAfterFailure(@Nullable KafkaRaftServer starting, Exception cause) {
        if (starting != null) {
            try {
                starting.shutdown();
            } catch (RuntimeException e) {
                cause.addSuppressed(e);
            }
        }
    }
}
