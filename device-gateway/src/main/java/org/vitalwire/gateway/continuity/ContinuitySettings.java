package org.vitalwire.gateway.continuity;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param retention how long the runs of a device are kept after its last message of them
 * @param gapGrace how long a device may take to send what is missing before anybody is told
 * @param gapGivenUp after this a gap is taken to be there for good: it stays in the ledger, but is
 *     no longer a condition that somebody waits for
 * @param maximumIntervals of a run; beyond it the oldest gaps are counted without their places
 * @param runsInMemory of those that count; the others are read from the database when they do
 * @param pause between two looks at the stream: a batch costs one row for each device in it
 */
@Validated
@ConfigurationProperties("vitalwire.gateway.continuity")
public record ContinuitySettings(
        @DefaultValue("30d") Duration retention,
        @DefaultValue("5m") Duration gapGrace,
        @DefaultValue("24h") Duration gapGivenUp,
        @DefaultValue("256") int maximumIntervals,
        @DefaultValue("20000") int runsInMemory,
        @DefaultValue("250ms") Duration pause) {

    public ContinuitySettings {
        if (!retention.isPositive()
                || gapGrace.isNegative()
                || gapGivenUp.compareTo(gapGrace) <= 0
                || pause.isNegative()) {
            throw new IllegalArgumentException(
                    "retention is positive, and a gap is given up after its grace");
        }
        if (maximumIntervals < 2 || runsInMemory < 1) {
            throw new IllegalArgumentException("at least two intervals, and one run in memory");
        }
    }
}
