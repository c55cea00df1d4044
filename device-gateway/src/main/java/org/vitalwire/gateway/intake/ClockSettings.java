package org.vitalwire.gateway.intake;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How devices' times are judged.
 *
 * @param futureTolerance a reading from further ahead of our clock is quarantined
 * @param liveHorizon a reading older than this at receipt is backfill and pages nobody
 * @param clockTolerance a device's clock that agrees this closely counts as synchronised
 */
@Validated
@ConfigurationProperties("vitalwire.gateway.clock")
public record ClockSettings(
        @DefaultValue("60s") Duration futureTolerance,
        @DefaultValue("2m") Duration liveHorizon,
        @DefaultValue("2s") Duration clockTolerance) {

    public ClockSettings {
        if (!futureTolerance.isPositive()
                || !liveHorizon.isPositive()
                || !clockTolerance.isPositive()) {
            throw new IllegalArgumentException("tolerances of time are positive");
        }
    }
}
