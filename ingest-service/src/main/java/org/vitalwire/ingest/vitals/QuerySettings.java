package org.vitalwire.ingest.vitals;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of queries.
 *
 * @param longestRange that one answer may span
 * @param defaultRange of a series that names no 'from'
 */
@Validated
@ConfigurationProperties("vitalwire.ingest.query")
public record QuerySettings(
        @NotNull @DefaultValue("31d") Duration longestRange,
        @NotNull @DefaultValue("24h") Duration defaultRange) {}
