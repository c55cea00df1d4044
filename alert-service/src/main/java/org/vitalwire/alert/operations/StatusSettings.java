package org.vitalwire.alert.operations;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What counts as wrong.
 *
 * @param lookEvery how often the parts are looked at when nobody asks
 * @param freshFor how old an answer may be, however many ask
 * @param stalledAfter how long a reader of a topic may get no further while there is something to
 *     read; the slowest one, charting, holds a minute back by design
 * @param mostLag how many records a reader may be behind
 * @param oldestPending how long a delivery may wait in a channel before the channel counts as dead
 * @param refusalsInARow after how many a channel counts as dead
 * @param mostSilentDevices how many devices may be silent at once
 */
@Validated
@ConfigurationProperties("vitalwire.alert.status")
record StatusSettings(
        @NotNull @DefaultValue("15s") Duration lookEvery,
        @NotNull @DefaultValue("2s") Duration freshFor,
        @NotNull @DefaultValue("5m") Duration stalledAfter,
        @Min(1) @DefaultValue("10000") long mostLag,
        @NotNull @DefaultValue("60s") Duration oldestPending,
        @Min(1) @DefaultValue("5") int refusalsInARow,
        @Min(1) @DefaultValue("10") int mostSilentDevices) {}
