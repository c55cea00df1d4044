package org.vitalwire.ingest.waveform;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Sampled waves.
 *
 * @param concurrency writers; more than there are partitions of waveforms.v1 is of no use
 * @param maxBatch most packets in one transaction
 * @param fetchWait how long a batch gathers: a row is written that often while its ten seconds
 *     last. The live view does not wait for it
 * @param longestRange that one answer may span
 * @param defaultRange of a question that names no 'from'
 * @param heartbeat a silent live stream says so often that it lives
 */
@Validated
@ConfigurationProperties("vitalwire.ingest.waveforms")
record WaveformSettings(
        @Min(1) @Max(64) @DefaultValue("1") int concurrency,
        @Min(1) @DefaultValue("2000") int maxBatch,
        @NotNull @DefaultValue("2s") Duration fetchWait,
        @NotNull @DefaultValue("10m") Duration longestRange,
        @NotNull @DefaultValue("1m") Duration defaultRange,
        @NotNull @DefaultValue("5s") Duration heartbeat) {

    /** As much as a large ward sends meanwhile: it is mostly time that ends a fetch. */
    private static final int FETCH_BYTES = 1024 * 1024;

    WaveformSettings {
        if (!fetchWait.isPositive()
                || !longestRange.isPositive()
                || !defaultRange.isPositive()
                || !heartbeat.isPositive()) {
            throw new IllegalArgumentException("durations of waveforms are positive");
        }
    }

    Map<String, Object> consumerProperties() {
        return Map.of(
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                maxBatch,
                ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
                FETCH_BYTES,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                Math.toIntExact(fetchWait.toMillis()));
    }
}
