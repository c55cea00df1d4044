package org.vitalwire.ehr.delivery;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How this site wants its Observations written.
 *
 * @param file a FHIR mapping as Microsoft MedTech has them; empty: as the R4 profiles want them
 */
@Validated
@ConfigurationProperties("vitalwire.ehr.template")
public record TemplateSettings(@NotNull @DefaultValue("") String file) {}
