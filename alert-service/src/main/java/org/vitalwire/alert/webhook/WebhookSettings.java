package org.vitalwire.alert.webhook;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where alerts are delivered to. Without a URL there are no deliveries.
 *
 * @param url https, or http to this machine
 * @param secret at least 32 bytes, shared with the receiver
 * @param timeout of one attempt, answer included
 * @param workers attempts at the same time in this process
 * @param firstRetry pause after the first failure; it doubles with each further one
 * @param longestRetry the longest pause
 * @param giveUpAfter age at which a delivery is given up
 */
@Validated
@ConfigurationProperties("vitalwire.alert.webhook")
record WebhookSettings(
        @Nullable URI url,
        @Nullable WebhookSecret secret,
        @NotNull @DefaultValue("5s") Duration timeout,
        @Min(1) @DefaultValue("2") int workers,
        @NotNull @DefaultValue("1s") Duration firstRetry,
        @NotNull @DefaultValue("1m") Duration longestRetry,
        @NotNull @DefaultValue("24h") Duration giveUpAfter) {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    boolean isEnabled() {
        return url != null;
    }

    @AssertTrue(message = "must be https, or http to localhost")
    boolean isUrlProtected() {
        if (url == null) {
            return true;
        }
        if (url.getHost() == null || url.getUserInfo() != null) {
            return false;
        }
        return "https".equalsIgnoreCase(url.getScheme())
                || ("http".equalsIgnoreCase(url.getScheme())
                        && THIS_MACHINE.contains(url.getHost()));
    }

    @AssertTrue(message = "must have at least 32 bytes where there is a URL")
    boolean isSecretStrong() {
        return url == null || (secret != null && secret.isLongEnough());
    }
}
