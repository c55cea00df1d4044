package org.vitalwire.gateway.continuity;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.vitalwire.contracts.event.DeviceEvent.Severity;
import org.vitalwire.contracts.event.DeviceEventKind;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.gateway.continuity.ContinuityKeeper.Message;
import org.vitalwire.gateway.event.Conditions;
import org.vitalwire.gateway.event.DeviceEvents;
import org.vitalwire.gateway.event.Watches;
import org.vitalwire.gateway.intake.RejectionHeaders;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.kit.kafka.BatchListeners;
import org.vitalwire.kit.kafka.KafkaClients;

/** The gap ledger. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ContinuitySettings.class)
@Import(ContinuityController.class)
public class ContinuityConfiguration {

    private static final int MOST_IN_A_BATCH = 20_000;

    /** They carry their payloads. */
    private static final int MOST_REFUSED_IN_A_BATCH = 100;

    private static final Duration LOOK_FOR_GAPS = Duration.ofSeconds(15);
    private static final Duration FORGET = Duration.ofHours(1);

    @Bean
    RunStore gatewayRunStore(ServiceDatabase gatewayDatabase) {
        return new RunStore(gatewayDatabase);
    }

    @Bean
    Arrivals gatewayArrivals(InstantSource clock, MeterRegistry registry) {
        Arrivals arrivals = new Arrivals(clock);
        registry.gauge(
                "vitalwire.gateway.pipeline.lag.seconds",
                arrivals,
                all -> all.lag().toMillis() / 1_000.0);
        return arrivals;
    }

    @Bean
    ContinuityKeeper gatewayContinuityKeeper(
            ServiceDatabase gatewayDatabase,
            RunStore store,
            Arrivals arrivals,
            DeviceEvents events,
            ContinuitySettings settings) {
        return new ContinuityKeeper(
                gatewayDatabase,
                store,
                arrivals,
                device ->
                        events.moment(
                                device,
                                DeviceEventKind.REBOOTED,
                                Severity.INFORMATION,
                                "the device began to count anew"),
                settings);
    }

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> gatewayContinuityListener(
            BatchListeners listeners,
            KafkaClients clients,
            ServiceDatabase gatewayDatabase,
            ContinuityKeeper keeper,
            ContinuitySettings settings) {
        ConcurrentMessageListenerContainer<String, byte[]> container =
                listeners.listen(
                        "device-gateway-continuity",
                        Topic.READINGS,
                        1,
                        Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_IN_A_BATCH),
                        keeper.of(
                                new CountedOffsets(
                                        gatewayDatabase, topicId(clients, Topic.READINGS)),
                                ContinuityConfiguration::reading));
        container.getContainerProperties().setIdleBetweenPolls(settings.pause().toMillis());
        return container;
    }

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> gatewayRefusedContinuityListener(
            BatchListeners listeners,
            KafkaClients clients,
            ServiceDatabase gatewayDatabase,
            ContinuityKeeper keeper,
            ContinuitySettings settings) {
        ConcurrentMessageListenerContainer<String, byte[]> container =
                listeners.listen(
                        "device-gateway-continuity-refused",
                        Topic.REJECTED,
                        1,
                        Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_REFUSED_IN_A_BATCH),
                        keeper.of(
                                new CountedOffsets(
                                        gatewayDatabase, topicId(clients, Topic.REJECTED)),
                                ContinuityConfiguration::refused));
        container.getContainerProperties().setIdleBetweenPolls(settings.pause().toMillis());
        return container;
    }

    @Bean
    GapWatch gatewayGapWatch(
            RunStore store,
            Conditions conditions,
            ContinuitySettings settings,
            Watches watches,
            InstantSource clock) {
        GapWatch watch = new GapWatch(store, conditions, settings);
        watches.every(LOOK_FOR_GAPS, "gaps", () -> watch.look(clock.instant()));
        watches.every(
                FORGET,
                "continuity-retention",
                () -> store.forgetBefore(clock.instant().minus(settings.retention())));
        return watch;
    }

    static List<Message> reading(ConsumerRecord<String, byte[]> record) {
        return ReadingGlance.at(record.value())
                .map(glance -> List.of(message(glance)))
                .orElse(List.of());
    }

    private static Message message(ReadingGlance glance) {
        Instant received = CountedTime.of(glance.receivedMicros());
        return new Message(
                glance.deviceId(),
                received,
                true,
                glance.isCounted()
                        ? new Counted(
                                glance.boot(),
                                glance.sequence(),
                                glance.measuredMicros(),
                                received,
                                false)
                        : null);
    }

    /** What was refused whole came all the same. */
    static List<Message> refused(ConsumerRecord<String, byte[]> record) {
        Instant received = Instant.ofEpochMilli(record.timestamp());
        return RejectionHeaders.sequences(record.headers()).stream()
                .map(sequence ->
                        new Message(
                                record.key(),
                                received,
                                false,
                                new Counted(
                                        sequence.boot(),
                                        sequence.number(),
                                        CountedTime.micros(received),
                                        received,
                                        true)))
                .toList();
    }

    /** Kafka's own id of a topic: one that was deleted and made anew has another. */
    private static String topicId(KafkaClients clients, Topic topic) {
        Map<String, Object> settings =
                new HashMap<>(clients.producerSettings("vitalwire-gateway-topics"));
        settings.keySet().retainAll(AdminClientConfig.configNames());
        try (Admin admin = Admin.create(settings)) {
            return Objects.requireNonNull(
                            admin.describeTopics(List.of(topic.topicName()))
                                    .allTopicNames()
                                    .get()
                                    .get(topic.topicName()))
                    .topicId()
                    .toString();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka does not tell about " + topic.topicName(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
