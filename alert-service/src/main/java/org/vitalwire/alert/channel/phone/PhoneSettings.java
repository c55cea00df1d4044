package org.vitalwire.alert.channel.phone;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The providers.
 *
 * @param sms of text messages
 * @param phone of calls
 */
@Validated
@ConfigurationProperties("vitalwire.alert.channel")
record PhoneSettings(
        @Valid @NotNull @DefaultValue ProviderSettings sms,
        @Valid @NotNull @DefaultValue ProviderSettings phone) {}
