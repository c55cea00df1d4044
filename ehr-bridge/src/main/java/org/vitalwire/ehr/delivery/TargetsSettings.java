package org.vitalwire.ehr.delivery;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Everybody who is delivered to, each with a ledger of its own.
 *
 * @param target the one called {@code default}, for hospitals that have one
 * @param targets by id
 */
@Validated
@ConfigurationProperties("vitalwire.ehr")
public record TargetsSettings(
        @NotNull @Valid @DefaultValue TargetSettings target,
        @NotNull @DefaultValue Map<String, @Valid TargetSettings> targets) {

    /** The id of {@code vitalwire.ehr.target}. */
    public static final String DEFAULT = "default";

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    /**
     * @throws IllegalArgumentException if an id is none, or two targets are the same
     */
    public TargetsSettings {
        targets = Map.copyOf(targets);
        Set<String> addresses = new HashSet<>();
        target.place().ifPresent(addresses::add);
        targets.forEach((id, settings) -> {
            if (!ID.matcher(id).matches()) {
                throw new IllegalArgumentException(
                        "a target's id is 1-32 of a-z0-9- and starts with a letter or digit");
            }
            if (id.equals(DEFAULT) && target.isConfigured()) {
                throw new IllegalArgumentException(
                        "vitalwire.ehr.target is the target \"default\": it is configured twice");
            }
            // Two writers of the same resources would come into each other's way.
            if (!settings.place().map(addresses::add).orElse(true)) {
                throw new IllegalArgumentException("two targets have the same address");
            }
        });
    }

    /** Those that have an address, by id. */
    public SortedMap<String, TargetSettings> configured() {
        SortedMap<String, TargetSettings> all = new TreeMap<>(targets);
        all.putIfAbsent(DEFAULT, target);
        all.values().removeIf(settings -> !settings.isConfigured());
        return all;
    }
}
