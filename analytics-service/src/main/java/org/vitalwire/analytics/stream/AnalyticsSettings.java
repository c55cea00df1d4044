package org.vitalwire.analytics.stream;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How analytics runs.
 *
 * @param applicationId consumer group, and prefix of the changelog topic
 * @param stateDirectory of Kafka Streams
 * @param threads stream threads of this process
 * @param commitInterval how often states and offsets are committed; a crash repeats so much work,
 *     and readings wait while the states that changed since the last time are written
 * @param linger how long an outgoing record may wait for company
 * @param sessionTimeout how long a process that died keeps its partitions; Kafka takes no less than
 *     6 s unless its broker is told so
 * @param standbyReplicas copies of the states on other processes, where there are any
 * @param timePassesEvery how often ageing and silence are looked at
 * @param cacheBytes of states between commits, of all threads
 * @param shippedPolicy the one of ours that is in force where nobody has put another one in force
 * @param policyFile instead of it, the hospital's own; null for ours
 * @param scoreTables directory of the hospital's own score tables (*.json); null for none
 */
@Validated
@ConfigurationProperties("vitalwire.analytics")
public record AnalyticsSettings(
        @NotBlank @DefaultValue("vitalwire-analytics") String applicationId,
        @DefaultValue("data/analytics") Path stateDirectory,
        @Min(1) @DefaultValue("1") int threads,
        @DefaultValue("200ms") Duration commitInterval,
        @DefaultValue("2ms") Duration linger,
        @DefaultValue("6s") Duration sessionTimeout,
        @Min(0) @Max(3) @DefaultValue("1") int standbyReplicas,
        @DefaultValue("5s") Duration timePassesEvery,
        @Min(0) @DefaultValue("33554432") long cacheBytes,
        @DefaultValue("ward-adult") String shippedPolicy,
        @Nullable Path policyFile,
        @Nullable Path scoreTables) {}
