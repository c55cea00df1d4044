package org.vitalwire.ingest.storage;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.validation.annotation.Validated;

/**
 * How long what is stored is kept, in whole days, and what is done to it meanwhile. A row goes when
 * both its measured time and, where the table knows it, its receipt are longer ago than that.
 *
 * @param keepSamples values as they came ({@code vital_sample}, {@code observation})
 * @param keepMinutes roll-ups by the minute; no shorter than samples
 * @param keepHours roll-ups by the hour; no shorter than those by the minute
 * @param keepScores scores
 * @param keepWaves sampled waves
 * @param keepHeldBack values that were held back with their reasons, since they were stored
 * @param compressAfter on TimescaleDB with its Community licence: days that ended so long ago are
 *     compressed; zero for never
 * @param maintainEvery how often all of this is seen to
 * @param dataDirectory of the database, where it is on this machine: whose disk is to be watched.
 *     Without it the disk's size is unknown
 */
@Validated
@ConfigurationProperties("vitalwire.ingest.storage")
record StorageSettings(
        @NotNull @DurationUnit(java.time.temporal.ChronoUnit.DAYS) @DefaultValue("3650d")
                Duration keepSamples,
        @NotNull @DurationUnit(java.time.temporal.ChronoUnit.DAYS) @DefaultValue("3650d")
                Duration keepMinutes,
        @NotNull @DurationUnit(java.time.temporal.ChronoUnit.DAYS) @DefaultValue("3650d")
                Duration keepHours,
        @NotNull @DurationUnit(java.time.temporal.ChronoUnit.DAYS) @DefaultValue("3650d")
                Duration keepScores,
        @NotNull @DurationUnit(java.time.temporal.ChronoUnit.DAYS) @DefaultValue("7d")
                Duration keepWaves,
        @NotNull @DurationUnit(java.time.temporal.ChronoUnit.DAYS) @DefaultValue("90d")
                Duration keepHeldBack,
        @NotNull @DurationUnit(java.time.temporal.ChronoUnit.DAYS) @DefaultValue("7d")
                Duration compressAfter,
        @NotNull @DefaultValue("1h") Duration maintainEvery,
        @Nullable Path dataDirectory) {

    private static final Duration DAY = Duration.ofDays(1);

    StorageSettings {
        // A mistyped "30s" must not empty the store.
        for (Duration keep :
                new Duration[] {
                    keepSamples, keepMinutes, keepHours, keepScores, keepWaves, keepHeldBack
                }) {
            if (keep.compareTo(DAY) < 0) {
                throw new IllegalArgumentException("storage is kept for a day or longer");
            }
        }
        if (keepMinutes.compareTo(keepSamples) < 0 || keepHours.compareTo(keepMinutes) < 0) {
            throw new IllegalArgumentException(
                    "roll-ups are kept no shorter than what they are made of");
        }
        if (compressAfter.isNegative() || !maintainEvery.isPositive()) {
            throw new IllegalArgumentException("durations of storage are positive");
        }
    }

    /** Of the partitioned tables, in the order in which they are told. */
    Map<String, Duration> keeps() {
        Map<String, Duration> keeps = new LinkedHashMap<>();
        keeps.put("vital_sample", keepSamples);
        keeps.put("observation", keepSamples);
        keeps.put("vital_1m", keepMinutes);
        keeps.put("vital_1h", keepHours);
        keeps.put("score", keepScores);
        keeps.put("waveform", keepWaves);
        return keeps;
    }
}
