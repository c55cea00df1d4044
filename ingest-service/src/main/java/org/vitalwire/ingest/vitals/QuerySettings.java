package org.vitalwire.ingest.vitals;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of queries.
 *
 * @param longestRange that one answer may span which reads every value
 * @param longestRolledUpRange of a series in buckets, which reads roll-ups where it is long
 * @param defaultRange of a series that names no 'from'
 */
@Validated
@ConfigurationProperties("vitalwire.ingest.query")
public record QuerySettings(
        @NotNull @DefaultValue("31d") Duration longestRange,
        @NotNull @DefaultValue("400d") Duration longestRolledUpRange,
        @NotNull @DefaultValue("24h") Duration defaultRange) {}
