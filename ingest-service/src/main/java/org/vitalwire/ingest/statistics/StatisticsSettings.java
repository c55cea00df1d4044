package org.vitalwire.ingest.statistics;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Statistics of units, which read every value.
 *
 * @param longestRange of one answer
 * @param defaultRange of one that names no 'from'
 * @param longestHold no value counts for longer, however seldom its sign is measured
 */
@Validated
@ConfigurationProperties("vitalwire.ingest.statistics")
record StatisticsSettings(
        @NotNull @DefaultValue("31d") Duration longestRange,
        @NotNull @DefaultValue("24h") Duration defaultRange,
        @NotNull @DefaultValue("4h") Duration longestHold) {}
