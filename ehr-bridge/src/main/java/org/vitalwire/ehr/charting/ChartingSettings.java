package org.vitalwire.ehr.charting;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When a minute is charted.
 *
 * @param grace a minute is over when its device has measured this much later
 * @param settle a minute that is over still waits until nothing came for it for so long: readings
 *     that a device kept while it was cut off come in a burst
 * @param quiet a minute that is not over is charted when nothing came for it for so long
 * @param flushInterval how often minutes are looked through
 * @param scoreDelay how long a score waits for the measurements that it rests on before it is sent
 * @param maximumPollRecords readings taken from Kafka at once
 */
@Validated
@ConfigurationProperties("vitalwire.ehr.charting")
public record ChartingSettings(
        @NotNull @DefaultValue("10s") Duration grace,
        @NotNull @DefaultValue("2s") Duration settle,
        @NotNull @DefaultValue("15s") Duration quiet,
        @NotNull @DefaultValue("1s") Duration flushInterval,
        @NotNull @DefaultValue("90s") Duration scoreDelay,
        @Min(1) @Max(50_000) @DefaultValue("2000") int maximumPollRecords) {}
