package org.vitalwire.ehr.facade;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of bulk exports, which are kept in the database until they are fetched.
 *
 * @param keep after it was last asked for or worked at, an export is forgotten
 * @param atOnce exports that are kept, of all callers together
 * @param largest of one export, compressed; one that grows beyond fails
 */
@Validated
@ConfigurationProperties("vitalwire.ehr.bulk")
public record BulkSettings(
        @NotNull @DefaultValue("24h") Duration keep,
        @Min(1) @DefaultValue("10") int atOnce,
        @NotNull @DefaultValue("500MB") DataSize largest) {}
