package org.vitalwire.gateway.erasure;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How patients are forgotten.
 *
 * @param services that must say that they have forgotten, besides the gateway. Leave out what is
 *     not run: an erasure waits for all of them
 * @param retry how long after a failure a step is tried again
 * @param tellAgain how often services that have not answered are told again: well within the
 *     retention of erasures.v1 (7 days)
 */
@Validated
@ConfigurationProperties("vitalwire.gateway.erasure")
record ErasureSettings(
        @NotEmpty
                @DefaultValue({
                    "ingest-service",
                    "alert-service",
                    "ehr-bridge",
                    "analytics-service"
                })
                List<String> services,
        @NotNull @DefaultValue("10s") Duration retry,
        @NotNull @DefaultValue("1d") Duration tellAgain) {}
