package org.vitalwire.gateway.event;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.kit.kafka.BatchListeners;
import org.vitalwire.kit.kafka.EventPublisher;
import org.vitalwire.kit.kafka.RecordDecoder;

/** Device events. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EventSettings.class)
@Import(DeviceEventController.class)
public class EventConfiguration {

    private static final int MOST_IN_A_BATCH = 500;

    @Bean
    DeviceEvents gatewayDeviceEvents(EventPublisher publisher, InstantSource clock) {
        return new DeviceEvents(publisher, clock);
    }

    @Bean
    DeviceEventStore gatewayDeviceEventStore(ServiceDatabase gatewayDatabase) {
        return new DeviceEventStore(gatewayDatabase);
    }

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> gatewayDeviceEventListener(
            BatchListeners listeners,
            RecordDecoder decoder,
            DeviceEventStore store,
            EventSettings settings,
            InstantSource clock) {
        return listeners.listen(
                "device-gateway-events",
                Topic.DEVICE_EVENTS,
                1,
                Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_IN_A_BATCH),
                new DeviceEventKeeper(decoder, store, settings.retention(), clock));
    }

    @Bean
    Conditions gatewayConditions(
            ServiceDatabase gatewayDatabase,
            DeviceEvents events,
            InstantSource clock,
            MeterRegistry registry) {
        Conditions conditions =
                new Conditions(new PostgresConditionStore(gatewayDatabase), events::tell, clock);
        registry.gauge("vitalwire.gateway.conditions.open", conditions, all -> all.all().size());
        return conditions;
    }

    @Bean
    ApplicationRunner gatewayConditionsTold(Conditions conditions) {
        return arguments -> conditions.tellAgain();
    }

    /** What watches, and how often it looks: tests call the watchers themselves. */
    @Bean(destroyMethod = "close")
    Watches gatewayWatches() {
        return new Watches();
    }
}
