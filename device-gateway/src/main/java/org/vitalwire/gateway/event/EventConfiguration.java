package org.vitalwire.gateway.event;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.kit.kafka.EventPublisher;

/** Device events. */
@Configuration(proxyBeanMethods = false)
public class EventConfiguration {

    @Bean
    DeviceEvents gatewayDeviceEvents(EventPublisher publisher, InstantSource clock) {
        return new DeviceEvents(publisher, clock);
    }
}
