package org.vitalwire.alert.watchdog;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The watchdog. Without a broker there is none.
 *
 * @param enabled whether the canary beats, where there is a broker
 * @param every how often
 * @param silentAfter how long after the last beat that got through the platform counts as silent
 * @param pingUrl is asked for after each beat that got through, and not otherwise: whoever listens
 *     there calls somebody when it stops. https, or http to this machine; it is a secret
 * @param pingTimeout of one ping
 * @param keepFor how long the canary's alerts are kept
 */
@Validated
@ConfigurationProperties("vitalwire.alert.watchdog")
record WatchdogSettings(
        @DefaultValue("true") boolean enabled,
        @NotNull @DefaultValue("15s") Duration every,
        @NotNull @DefaultValue("45s") Duration silentAfter,
        @Nullable URI pingUrl,
        @NotNull @DefaultValue("5s") Duration pingTimeout,
        @NotNull @DefaultValue("1h") Duration keepFor,
        @Valid @Nullable Broker broker) {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    /**
     * Where the canary's device publishes, and with what it shows who it is. The files may appear
     * later, and may change: they are read at each connection.
     *
     * @param url such as {@code ssl://gateway:8883}
     * @param caFile PEM, whom it trusts
     * @param certificateFile PEM
     * @param keyFile PEM
     */
    record Broker(
            @NotNull URI url,
            @NotNull Path caFile,
            @NotNull Path certificateFile,
            @NotNull Path keyFile) {}

    /**
     * @throws IllegalStateException where there is none
     */
    Broker requiredBroker() {
        if (broker == null) {
            throw new IllegalStateException("vitalwire.alert.watchdog.broker.url is not set");
        }
        return broker;
    }

    @AssertTrue(message = "must be https, or http to localhost")
    boolean isPingUrlProtected() {
        if (pingUrl == null) {
            return true;
        }
        return "https".equalsIgnoreCase(pingUrl.getScheme())
                || ("http".equalsIgnoreCase(pingUrl.getScheme())
                        && pingUrl.getHost() != null
                        && THIS_MACHINE.contains(pingUrl.getHost()));
    }

    @AssertTrue(message = "must be at least twice as long as the time between beats")
    boolean isSilentAfterLongEnough() {
        return silentAfter.compareTo(every.multipliedBy(2)) >= 0;
    }

    /** Prints no ping URL: who knows it can keep a dead platform looking alive. */
    @Override
    public String toString() {
        return "WatchdogSettings[enabled="
                + enabled
                + ", every="
                + every
                + ", silentAfter="
                + silentAfter
                + ", ping="
                + (pingUrl != null)
                + ", pingTimeout="
                + pingTimeout
                + ", keepFor="
                + keepFor
                + ", broker="
                + (broker == null ? null : broker.url())
                + "]";
    }
}
