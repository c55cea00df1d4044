package org.vitalwire.alert.ledger;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;
import org.vitalwire.kit.database.DatabaseSettings;

/**
 * Where episodes are kept, and for how long what is kept beside them.
 *
 * @param retrospectiveQuiet after which a retrospective episode whose end never came is closed
 * @param inboxRetention how long phases of findings are remembered as taken in; longer than
 *     findings.v1 keeps its records (30 days), else an old record read again counts as new
 */
@Validated
@ConfigurationProperties("vitalwire.alert")
record LedgerSettings(
        @Valid @NotNull DatabaseSettings database,
        @NotNull @DefaultValue("10m") Duration retrospectiveQuiet,
        @NotNull @DefaultValue("35d") Duration inboxRetention) {}
