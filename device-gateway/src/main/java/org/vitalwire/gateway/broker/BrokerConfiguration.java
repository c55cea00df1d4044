package org.vitalwire.gateway.broker;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.gateway.device.DeviceRegistry;
import org.vitalwire.gateway.intake.Intake;
import org.vitalwire.gateway.mqtt.Publications;
import org.vitalwire.gateway.stream.GatewayMeters;
import org.vitalwire.gateway.stream.RecordStream;
import org.vitalwire.gateway.stream.StreamReadiness;

/** An external broker, where one is configured. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("vitalwire.gateway.broker.enabled")
@EnableConfigurationProperties(BrokerSettings.class)
public class BrokerConfiguration {

    @Bean
    BrokerSubscriber gatewayBrokerSubscriber(
            BrokerSettings settings,
            Publications publications,
            Intake intake,
            DeviceRegistry registry,
            InstantSource clock,
            RecordStream stream,
            StreamReadiness readiness,
            GatewayMeters gatewayMeters,
            MeterRegistry meters) {
        return new BrokerSubscriber(
                settings,
                new BrokerMessages(publications, intake, registry, clock),
                stream,
                readiness,
                new BrokerMeters(gatewayMeters, meters));
    }

    @Bean
    BrokerHealth gatewayBrokerHealthIndicator(BrokerSubscriber subscriber) {
        return new BrokerHealth(subscriber);
    }
}
