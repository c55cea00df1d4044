package org.vitalwire.ehr;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;
import org.vitalwire.kit.database.DatabaseSettings;

/** Where the census and the ledger are kept: schema {@code ehr}. */
@Validated
@ConfigurationProperties("vitalwire.ehr")
public record EhrSettings(@NotNull @Valid DatabaseSettings database) {}
