package org.vitalwire.alert.stream;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The live stream.
 *
 * @param heartbeat how often a quiet stream shows that it lives
 * @param lookEvery how often events of other replicas are looked for; those of this process come at
 *     once
 * @param resumeAtMost how many events a client may have missed; beyond it is told to read the list
 * @param queueLength of a subscriber; one that falls further behind is cut off and resumes
 */
@Validated
@ConfigurationProperties("vitalwire.alert.stream")
record StreamSettings(
        @NotNull @DefaultValue("5s") Duration heartbeat,
        @NotNull @DefaultValue("100ms") Duration lookEvery,
        @Min(1) @DefaultValue("10000") int resumeAtMost,
        @Min(1) @DefaultValue("1000") int queueLength) {}
