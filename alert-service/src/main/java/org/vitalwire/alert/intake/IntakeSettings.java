package org.vitalwire.alert.intake;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How findings are taken in.
 *
 * @param concurrency consumers in this process; each holds a database connection while it writes
 * @param batchSize most findings in a transaction
 */
@Validated
@ConfigurationProperties("vitalwire.alert.intake")
record IntakeSettings(
        @Min(1) @DefaultValue("2") int concurrency, @Min(1) @DefaultValue("500") int batchSize) {}
