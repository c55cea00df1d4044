package org.vitalwire.ingest.rollup;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How samples are rolled up. What is not rolled up yet is read from the samples, so none of this
 * changes an answer.
 *
 * @param every how often is looked for what is due
 * @param settle how long after its end a minute or hour is left alone, as its samples still come
 * @param hoursEvery how often hours are rolled up: late data of one hour mostly comes in more than
 *     one batch
 * @param batch minutes (of one device each) in one transaction
 */
@Validated
@ConfigurationProperties("vitalwire.ingest.rollup")
public record RollUpSettings(
        @NotNull @DefaultValue("20s") Duration every,
        @NotNull @DefaultValue("15s") Duration settle,
        @NotNull @DefaultValue("5m") Duration hoursEvery,
        @Min(1) @Max(20_000) @DefaultValue("2000") int batch) {}
