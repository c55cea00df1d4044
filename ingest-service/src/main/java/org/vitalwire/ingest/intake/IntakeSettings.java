package org.vitalwire.ingest.intake;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How readings are taken in.
 *
 * @param concurrency writers; more than there are partitions of readings.v1 is of no use
 * @param maxBatch most readings in one transaction
 * @param fetchSize the broker answers once it has that much ...
 * @param fetchWait ... or when so much time has passed: the larger part of the time between a
 *     device's acknowledgement and the row that everybody can read
 */
@Validated
@ConfigurationProperties("vitalwire.ingest.intake")
record IntakeSettings(
        @Min(1) @Max(64) @DefaultValue("1") int concurrency,
        @Min(1) @DefaultValue("5000") int maxBatch,
        @NotNull @DefaultValue("512KB") DataSize fetchSize,
        @NotNull @DefaultValue("75ms") Duration fetchWait) {

    Map<String, Object> consumerProperties() {
        return Map.of(
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                maxBatch,
                ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
                Math.toIntExact(fetchSize.toBytes()),
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                Math.toIntExact(fetchWait.toMillis()));
    }
}
