package org.vitalwire.ehr.access;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The keys that sign our assertions.
 *
 * @param file a JWK set with private keys, or a PKCS 12 store (.p12, .pfx) whose aliases are the
 *     key ids; empty: there are none
 * @param password of a store
 * @param create whether a file that is not there is made, with a key for each algorithm
 * @param publishAhead how long a new key is published before it signs: longer than servers cache
 * @param keepPublished how long a key that no longer signs is still published
 */
@Validated
@ConfigurationProperties("vitalwire.ehr.smart-keys")
public record SmartKeySettings(
        @NotNull @DefaultValue("") String file,
        @NotNull @DefaultValue("") String password,
        @DefaultValue("true") boolean create,
        @NotNull @DefaultValue("1h") Duration publishAhead,
        @NotNull @DefaultValue("1d") Duration keepPublished) {

    private static final List<String> STORES = List.of(".p12", ".pfx");
    private static final Duration LONGEST_CACHED = Duration.ofMinutes(5);

    /**
     * @throws IllegalArgumentException for a time that is negative
     */
    public SmartKeySettings {
        if (publishAhead.isNegative() || keepPublished.isNegative()) {
            throw new IllegalArgumentException("smart-keys: a time is negative");
        }
    }

    /** A store is made by others, and never changed by us. */
    boolean isStore() {
        return STORES.stream().anyMatch(file.toLowerCase(Locale.ROOT)::endsWith);
    }

    /** Prints no password. */
    @Override
    public String toString() {
        return "SmartKeySettings[" + file + "]";
    }

    /** Whoever caches the set for so long has a new key before it signs. */
    Duration cachedFor() {
        Duration half = publishAhead.dividedBy(2);
        return half.compareTo(LONGEST_CACHED) < 0 ? half : LONGEST_CACHED;
    }
}
