package org.vitalwire.gateway.event;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param retention how long device events can be listed
 */
@Validated
@ConfigurationProperties("vitalwire.gateway.device-events")
public record EventSettings(@DefaultValue("30d") Duration retention) {

    public EventSettings {
        if (!retention.isPositive()) {
            throw new IllegalArgumentException("device events are kept for some time");
        }
    }
}
