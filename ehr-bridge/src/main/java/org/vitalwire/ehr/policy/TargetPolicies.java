package org.vitalwire.ehr.policy;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What each target gets of the chart; beside what else is set of a target.
 *
 * @param target the one called {@code default}
 * @param targets by id
 */
@Validated
@ConfigurationProperties("vitalwire.ehr")
public record TargetPolicies(
        @NotNull @Valid @DefaultValue OfTarget target,
        @NotNull @DefaultValue Map<String, @Valid OfTarget> targets) {

    /** Its part of a target's settings. */
    public record OfTarget(@NotNull @Valid @DefaultValue PolicySettings charting) {}

    public TargetPolicies {
        targets = Map.copyOf(targets);
    }

    public ChartingPolicy of(String targetId) {
        return targets.getOrDefault(targetId, target).charting().policy();
    }
}
