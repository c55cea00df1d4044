package org.vitalwire.gateway.intake.clock;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When a device's clock is worth telling, besides the tolerance of {@code vitalwire.gateway.clock}.
 *
 * @param look how often all clocks are looked at
 * @param stepThreshold a larger change from one minute to the next is a step
 * @param driftLimitPpm a clock that gains or loses more is told of; it ends at half of it
 */
@Validated
@ConfigurationProperties("vitalwire.gateway.device-clocks")
public record DeviceClockSettings(
        @DefaultValue("10s") Duration look,
        @DefaultValue("1s") Duration stepThreshold,
        @DefaultValue("200") double driftLimitPpm) {

    public DeviceClockSettings {
        if (!look.isPositive() || !stepThreshold.isPositive() || driftLimitPpm <= 0) {
            throw new IllegalArgumentException("limits of clocks are positive");
        }
    }
}
