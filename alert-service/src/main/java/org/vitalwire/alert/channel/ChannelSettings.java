package org.vitalwire.alert.channel;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What all ways out of the house have in common.
 *
 * @param timeout of connecting, and of one attempt, answer included
 * @param zone of the times of day in messages
 * @param insideHosts names of hosts, as they stand in addresses, that people's addresses may lead
 *     to although they are of the private network or are reached without TLS; all others must be
 *     https and public
 * @param tokenLifetime for how long a notification can be answered without signing in
 */
@Validated
@ConfigurationProperties("vitalwire.alert.channel")
public record ChannelSettings(
        @NotNull @DefaultValue("5s") Duration timeout,
        @NotNull @DefaultValue("UTC") ZoneId zone,
        @NotNull @DefaultValue Set<String> insideHosts,
        @NotNull @DefaultValue("24h") Duration tokenLifetime) {

    private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration LONGEST_TOKEN = Duration.ofHours(24);

    @AssertTrue(message = "timeout must be from 1ms to 30s")
    boolean isTimeoutUsable() {
        return timeout.isPositive() && timeout.compareTo(LONGEST_TIMEOUT) <= 0;
    }

    @AssertTrue(message = "token-lifetime must be positive and at most 24h")
    boolean isTokenLifetimeUsable() {
        return tokenLifetime.isPositive() && tokenLifetime.compareTo(LONGEST_TOKEN) <= 0;
    }
}
