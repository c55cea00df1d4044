package org.vitalwire.testkit;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.embedded.EmbeddedKafka;

/**
 * A broker that a test can take away and bring back: {@link #stop()} and {@link #start()} keep port
 * and data. Whoever stops the shared one starts it again, in a {@code finally}.
 */
public final class FaultableKafka implements AutoCloseable {

    private final EmbeddedKafka broker;

    FaultableKafka(EmbeddedKafka broker) {
        this.broker = broker;
    }

    /** A broker of the test's own, in a temporary directory that goes with the JVM. */
    public static FaultableKafka startOwn() {
        FaultableKafka kafka =
                new FaultableKafka(
                        new EmbeddedKafka(
                                EmbeddedKafka.Settings.in(TemporaryDirectory.create("kafka"))
                                        // A test machine may stall for seconds; that is no outage.
                                        .with("broker.session.timeout.ms", "9000")));
        ShutdownTasks.add(kafka::close);
        kafka.start();
        return kafka;
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Starts it again; returns when it takes records. Does nothing while it runs. */
    public void start() {
        broker.start();
    }

    /** From now on nobody listens on the port. Does nothing while it is stopped. */
    public void stop() {
        broker.stop();
    }

    public boolean isRunning() {
        return broker.isRunning();
    }

    /** Runs the action while the broker is away, and brings it back whatever happens. */
    public void whileStopped(Runnable action) {
        stop();
        try {
            action.run();
        } finally {
            start();
        }
    }

    /** A topic name nobody else has: {@code prefix-1a2b3c4d}. Not created. */
    public static String uniqueName(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** Creates a topic of a fresh name, and returns the name. */
    public String newTopic(String prefix, int partitions) {
        String topic = uniqueName(prefix);
        createTopic(topic, partitions, Map.of());
        return topic;
    }

    /**
     * Creates the topic; leaves it as it is where it exists.
     *
     * @param configuration such as {@code cleanup.policy}
     */
    public void createTopic(String topic, int partitions, Map<String, String> configuration) {
        NewTopic wanted = new NewTopic(topic, partitions, (short) 1).configs(configuration);
        try (Admin admin = admin()) {
            admin.createTopics(List.of(wanted)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("cannot create topic " + topic, e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Creates every topic of the contracts that is missing, with its own settings. */
    public void createContractTopics(int partitions) {
        for (Topic topic : Topic.values()) {
            createTopic(topic.topicName(), partitions, topic.settings());
        }
    }

    /** Deletes those of the topics that exist. */
    public void deleteTopics(String... topics) {
        deleteTopics(Arrays.asList(topics));
    }

    /** Deletes every topic but Kafka's own. */
    public void deleteAllTopics() {
        deleteTopics(topics());
    }

    public Set<String> topics() {
        try (Admin admin = admin()) {
            return admin.listTopics().names().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot list topics", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Caller closes it. */
    public Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()));
    }

    public KafkaProbe probe() {
        return new KafkaProbe(bootstrapServers());
    }

    /** Reads and writes the contracts' events. */
    public EventProbe events() {
        return new EventProbe(probe());
    }

    @Override
    public void close() {
        broker.close();
    }

    private void deleteTopics(Collection<String> topics) {
        try (Admin admin = admin()) {
            for (var deletion : admin.deleteTopics(topics).topicNameValues().values()) {
                try {
                    deletion.get();
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                        throw new IllegalStateException("cannot delete topics " + topics, e);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
