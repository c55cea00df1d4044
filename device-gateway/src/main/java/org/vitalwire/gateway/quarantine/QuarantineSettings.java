package org.vitalwire.gateway.quarantine;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param retention how long rejections can be listed and looked at
 */
@Validated
@ConfigurationProperties("vitalwire.gateway.quarantine")
public record QuarantineSettings(@DefaultValue("30d") Duration retention) {

    public QuarantineSettings {
        if (!retention.isPositive()) {
            throw new IllegalArgumentException("rejections are kept for some time");
        }
    }
}
