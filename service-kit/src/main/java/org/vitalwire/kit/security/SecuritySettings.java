package org.vitalwire.kit.security;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Whose tokens are accepted.
 *
 * @param issuer of any OpenID provider; its keys are discovered at the first request
 * @param audience that a token must name
 */
@Validated
@ConfigurationProperties("vitalwire.security")
public record SecuritySettings(
        @NotBlank String issuer, @NotBlank @DefaultValue("vitalwire") String audience) {}
