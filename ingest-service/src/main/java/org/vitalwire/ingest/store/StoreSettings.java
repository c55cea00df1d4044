package org.vitalwire.ingest.store;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.validation.annotation.Validated;
import org.vitalwire.kit.database.DatabaseSettings;

/**
 * Where and how samples are kept.
 *
 * @param database PostgreSQL 15-18, with or without TimescaleDB
 * @param partitionHorizon how far back days get a partition of their own when data comes in for
 *     them; what is older shares one. Without meaning on TimescaleDB
 * @param partitionsAhead how far ahead day partitions are made
 */
@Validated
@ConfigurationProperties("vitalwire.ingest")
record StoreSettings(
        @Valid @NotNull DatabaseSettings database,
        @DurationUnit(java.time.temporal.ChronoUnit.DAYS) @DefaultValue("40d")
                Duration partitionHorizon,
        @DurationUnit(java.time.temporal.ChronoUnit.DAYS) @DefaultValue("2d")
                Duration partitionsAhead) {}
