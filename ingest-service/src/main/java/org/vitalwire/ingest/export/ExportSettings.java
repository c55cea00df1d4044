package org.vitalwire.ingest.export;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of exports, each of which holds a connection to the database while it runs.
 *
 * @param atOnce so many; further ones are asked to come again
 * @param longest after which an export is cut short, so that a slow reader holds nothing for ever
 */
@Validated
@ConfigurationProperties("vitalwire.ingest.export")
record ExportSettings(
        @Min(1) @DefaultValue("2") int atOnce, @NotNull @DefaultValue("15m") Duration longest) {}
