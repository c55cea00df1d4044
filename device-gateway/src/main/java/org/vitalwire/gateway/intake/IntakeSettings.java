package org.vitalwire.gateway.intake;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What is taken in at all.
 *
 * @param maximumPayload a larger payload is refused; of it so much is kept in quarantine
 */
@Validated
@ConfigurationProperties("vitalwire.gateway.intake")
public record IntakeSettings(@DefaultValue("256KB") DataSize maximumPayload) {

    public IntakeSettings {
        if (maximumPayload.toBytes() < 1
                || maximumPayload.toBytes() > DataSize.ofKilobytes(512).toBytes()) {
            // A rejection carries the payload, and must itself fit a Kafka record of 1 MB.
            throw new IllegalArgumentException("the maximum payload is 1 byte to 512 KB");
        }
    }
}
