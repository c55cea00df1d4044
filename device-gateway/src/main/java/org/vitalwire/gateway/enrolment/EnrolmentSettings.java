package org.vitalwire.gateway.enrolment;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Claims, renewal, and how soon a change is felt.
 *
 * @param claimValidity of a claim for which nothing else is said
 * @param longestClaimValidity that an operator may ask for
 * @param attemptsPerMinute claims and renewals tried over HTTPS from one address
 * @param renewalsPerHour certificates that one device may ask for
 * @param registryInterval how often the registry is read again and all live sessions are judged
 *     again; a change that another replica made is felt within it
 * @param expiryInterval how often certificates' ends are looked at
 */
@Validated
@ConfigurationProperties("vitalwire.gateway.enrolment")
public record EnrolmentSettings(
        @DefaultValue("24h") Duration claimValidity,
        @DefaultValue("30d") Duration longestClaimValidity,
        @DefaultValue("30") @Min(1) @Max(100_000) int attemptsPerMinute,
        @DefaultValue("10") @Min(1) @Max(10_000) int renewalsPerHour,
        @DefaultValue("15s") Duration registryInterval,
        @DefaultValue("1m") Duration expiryInterval) {

    public EnrolmentSettings {
        if (!claimValidity.isPositive()
                || claimValidity.compareTo(longestClaimValidity) > 0
                || !registryInterval.isPositive()
                || registryInterval.compareTo(Duration.ofSeconds(60)) > 0
                || !expiryInterval.isPositive()) {
            throw new IllegalArgumentException(
                    "a claim is valid for some time, and a revoked device is expelled within 60 s");
        }
    }
}
