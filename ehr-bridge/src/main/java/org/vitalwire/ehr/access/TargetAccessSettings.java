package org.vitalwire.ehr.access;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How we show each target who we are; beside what else is set of a target.
 *
 * @param target of the one called {@code default}
 * @param targets by id
 */
@Validated
@ConfigurationProperties("vitalwire.ehr")
public record TargetAccessSettings(
        @NotNull @Valid @DefaultValue AccessSettings target,
        @NotNull @DefaultValue Map<String, @Valid AccessSettings> targets) {

    public TargetAccessSettings {
        targets = Map.copyOf(targets);
    }

    public AccessSettings of(String targetId) {
        return targets.getOrDefault(targetId, target);
    }
}
