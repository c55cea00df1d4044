package org.vitalwire.gateway;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;
import org.vitalwire.kit.database.DatabaseSettings;

/**
 * @param database of registry, ledger and rejections: schema {@code gateway}
 */
@Validated
@ConfigurationProperties("vitalwire.gateway")
public record GatewaySettings(@NotNull @Valid DatabaseSettings database) {}
