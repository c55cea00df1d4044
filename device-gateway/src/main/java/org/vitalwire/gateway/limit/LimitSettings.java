package org.vitalwire.gateway.limit;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much is taken from one device and from all that come at once.
 *
 * @param messagesPerSecond of one connection; more are not read until it is their turn
 * @param messageBurst so many at once before that
 * @param models messages per second of devices of a model, by its id, instead of {@code
 *     messagesPerSecond}; the burst is twice as many
 * @param connectsPerSecond of all devices; further ones wait before their TLS handshake, as a
 *     device that comes back must not disturb those that are there
 * @param connectBurst so many at once before that
 * @param connectsWaiting so many may wait; further ones are closed at once
 * @param connectPatience so long may one wait, less than a device does before it hangs up; it is
 *     closed then, so that no turn goes to one that is no longer there
 * @param calm a device is no longer said to be slowed down after so long without it
 * @param heapWatermark part of the heap; when collections leave more than that, less is read
 */
@Validated
@ConfigurationProperties("vitalwire.gateway.limit")
public record LimitSettings(
        @Min(1) @DefaultValue("1000") int messagesPerSecond,
        @Min(1) @DefaultValue("2000") int messageBurst,
        @DefaultValue Map<String, Integer> models,
        @Min(1) @DefaultValue("100") int connectsPerSecond,
        @Min(1) @DefaultValue("20") int connectBurst,
        @Min(1) @DefaultValue("2000") int connectsWaiting,
        @DefaultValue("8s") Duration connectPatience,
        @DefaultValue("30s") Duration calm,
        @DecimalMin("0.1") @DecimalMax("1.0") @DefaultValue("0.9") double heapWatermark) {

    public LimitSettings {
        models = Map.copyOf(models);
        if (models.values().stream().anyMatch(rate -> rate < 1)) {
            throw new IllegalArgumentException("a model's devices may send something");
        }
    }

    /** For one connection of a device of the model. */
    public TokenBucket messages(String model, long nowNanos) {
        Integer own = models.get(model);
        return own == null
                ? new TokenBucket(messagesPerSecond, messageBurst, nowNanos)
                : new TokenBucket(own, 2.0 * own, nowNanos);
    }
}
