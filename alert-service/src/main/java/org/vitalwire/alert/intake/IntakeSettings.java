package org.vitalwire.alert.intake;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How findings are taken in.
 *
 * @param concurrency consumers in this process; each holds a database connection while it writes
 * @param batchSize most findings in a transaction
 * @param sessionTimeout how long the findings of a process that died wait before another takes them
 *     on; the broker must allow it (group.min.session.timeout.ms, 6 s by default)
 */
@Validated
@ConfigurationProperties("vitalwire.alert.intake")
record IntakeSettings(
        @Min(1) @DefaultValue("2") int concurrency,
        @Min(1) @DefaultValue("500") int batchSize,
        @NotNull @DefaultValue("6s") Duration sessionTimeout) {}
