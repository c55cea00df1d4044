package org.vitalwire.ehr.measured;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where ingest-service answers.
 *
 * @param url without a path
 * @param timeout of one request to it
 */
@Validated
@ConfigurationProperties("vitalwire.ehr.ingest")
public record IngestSettings(
        @NotNull @Pattern(regexp = "https?://.+") @DefaultValue("http://localhost:8082") String url,
        @NotNull @DefaultValue("20s") Duration timeout) {}
