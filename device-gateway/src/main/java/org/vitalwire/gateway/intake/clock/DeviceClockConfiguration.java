package org.vitalwire.gateway.intake.clock;

import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vitalwire.contracts.event.DeviceEvent.Severity;
import org.vitalwire.contracts.event.DeviceEventKind;
import org.vitalwire.gateway.event.Conditions;
import org.vitalwire.gateway.event.DeviceEvents;
import org.vitalwire.gateway.event.Watches;

/** Watches the devices' clocks. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeviceClockSettings.class)
public class DeviceClockConfiguration {

    @Bean
    ClockWatch gatewayClockWatch(
            DeviceClocks clocks,
            Conditions conditions,
            DeviceEvents events,
            DeviceClockSettings settings,
            Watches watches,
            InstantSource clock) {
        ClockWatch watch =
                new ClockWatch(
                        clocks,
                        conditions,
                        (device, words) ->
                                events.moment(
                                        device,
                                        DeviceEventKind.CLOCK_STEPPED,
                                        Severity.WARNING,
                                        words),
                        settings);
        watches.every(settings.look(), "clocks", () -> watch.look(clock.instant()));
        return watch;
    }
}
