package org.vitalwire.gateway.limit;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.gateway.event.Conditions;
import org.vitalwire.gateway.event.Watches;
import org.vitalwire.gateway.stream.RecordStream;

/** Limits of the MQTT endpoint. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LimitSettings.class)
public class LimitConfiguration {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    @Bean
    Limits gatewayLimits(
            LimitSettings settings,
            Conditions conditions,
            Watches watches,
            InstantSource clock,
            MeterRegistry meters) {
        Slowdowns slowdowns = new Slowdowns(conditions, clock, settings.calm(), meters);
        watches.every(LOOK_EVERY, "slowdowns", slowdowns::look);
        return new Limits(
                settings,
                new ConnectRate(settings, meters),
                slowdowns,
                new HeapGuard(settings.heapWatermark(), meters));
    }

    @Bean
    LimitHealth gatewayLimitsHealthIndicator(Limits limits, RecordStream stream) {
        return new LimitHealth(limits, stream);
    }
}
