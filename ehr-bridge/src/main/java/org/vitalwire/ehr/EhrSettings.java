package org.vitalwire.ehr;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;
import org.vitalwire.kit.database.DatabaseSettings;

/**
 * Where the census and the ledger are kept.
 *
 * @param database schema {@code ehr}
 * @param retention how long the ledger keeps a line; what the target does not have stays longer
 */
@Validated
@ConfigurationProperties("vitalwire.ehr")
public record EhrSettings(
        @NotNull @Valid DatabaseSettings database,
        @NotNull @DefaultValue("14d") Duration retention) {}
