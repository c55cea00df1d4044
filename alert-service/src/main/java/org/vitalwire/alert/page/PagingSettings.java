package org.vitalwire.alert.page;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How pages are sent.
 *
 * @param bundleWithin alerts of one patient that call the same person within this are one page
 * @param receiptWithin how long a way has to bring a receipt before the next one is tried
 * @param attemptAtMost how long a channel may take for one attempt
 * @param atOnce attempts of one channel at the same time in this process
 * @param firstRetry pause after the first failed attempt; it doubles with each further one
 * @param longestRetry the longest pause
 * @param giveUpAfter age at which a delivery is given up
 * @param lookEvery how often deliveries and pages of other replicas are looked for, and what is due
 * @param consoleUrl where people see more; empty for messages without a link
 */
@Validated
@ConfigurationProperties("vitalwire.alert.paging")
record PagingSettings(
        @NotNull @DefaultValue("5s") Duration bundleWithin,
        @NotNull @DefaultValue("10s") Duration receiptWithin,
        @NotNull @DefaultValue("15s") Duration attemptAtMost,
        @Min(1) @DefaultValue("8") int atOnce,
        @NotNull @DefaultValue("1s") Duration firstRetry,
        @NotNull @DefaultValue("30s") Duration longestRetry,
        @NotNull @DefaultValue("10m") Duration giveUpAfter,
        @NotNull @DefaultValue("250ms") Duration lookEvery,
        @Nullable URI consoleUrl) {

    @AssertTrue(message = "must be positive")
    boolean isReceiptWithinPositive() {
        return receiptWithin.isPositive() && attemptAtMost.isPositive() && lookEvery.isPositive();
    }
}
