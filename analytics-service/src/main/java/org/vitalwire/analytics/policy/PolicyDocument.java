package org.vitalwire.analytics.policy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A policy as it is written. Everything may be absent here: {@link PolicyReader} says what must not
 * be.
 */
record PolicyDocument(
        @Nullable String version,
        @Nullable String description,
        @Nullable Duration abandonAfter,
        @Nullable List<LimitEntry> limits,
        @Nullable News2Entry news2) {

    record LimitEntry(
            @Nullable String condition,
            @Nullable String title,
            @Nullable String direction,
            @Nullable List<String> signs,
            @Nullable List<String> spotSigns,
            @Nullable List<StepEntry> steps,
            @JsonProperty("stepsOnScale2") @Nullable List<StepEntry> stepsOnScale2,
            @Nullable Double margin,
            @Nullable Duration clearAfter,
            @Nullable Duration maxGap,
            @Nullable Duration sparseGap) {}

    record StepEntry(
            @Nullable Double beyond, @Nullable Duration delay, @Nullable String priority) {}

    record News2Entry(
            @Nullable Map<String, Duration> freshness,
            @Nullable Map<String, RiskEntry> risks,
            @Nullable Duration clearAfter,
            @Nullable Duration maxGap,
            @Nullable Duration sparseGap,
            @Nullable Duration rescoreEvery,
            @Nullable Duration abandonAfter) {}

    record RiskEntry(@Nullable Duration delay, @Nullable String priority) {}
}
