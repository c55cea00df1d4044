package org.vitalwire.kit.kafka;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitalwire.contracts.topic.Topic;

/**
 * Creates the topics that are missing before anything listens; several services may do so at once.
 * Topics that exist are left as the operator made them.
 */
public final class TopicProvisioner {

    private static final Logger log = LoggerFactory.getLogger(TopicProvisioner.class);

    private final KafkaClients clients;
    private final KafkaSettings settings;

    TopicProvisioner(KafkaClients clients, KafkaSettings settings) {
        this.clients = clients;
        this.settings = settings;
    }

    /** Waits for the broker as long as that takes, so that services start in any order. */
    void provision() throws InterruptedException {
        try (Admin admin = clients.newAdmin()) {
            while (!attempt(admin)) {
                log.atWarn()
                        .addKeyValue("servers", settings.bootstrapServers())
                        .log("waiting for Kafka");
                Thread.sleep(1_000);
            }
        }
    }

    private boolean attempt(Admin admin) throws InterruptedException {
        try {
            Set<String> present = admin.listTopics().names().get();
            List<NewTopic> missing =
                    Arrays.stream(Topic.values())
                            .filter(topic -> !present.contains(topic.topicName()))
                            .map(this::newTopic)
                            .toList();
            admin.createTopics(missing).all().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                // Another service was faster with one of them; look again for the rest.
                return attempt(admin);
            }
            log.atDebug().setCause(e).log("topics could not be created yet");
            return false;
        }
    }

    private NewTopic newTopic(Topic topic) {
        return new NewTopic(topic.topicName(), settings.partitions(), settings.replicationFactor())
                .configs(topic.settings());
    }
}
