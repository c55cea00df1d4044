package org.vitalwire.gateway.status;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When a device's silence is told, besides the limit of its model.
 *
 * @param look how often all devices are looked at
 * @param lossDelay a loss is told after this, so that many at once can be told as one
 * @param longestLossDelay many losses that go on for longer are told then
 * @param incidentWindow losses within it belong together
 * @param incidentThreshold that many together are one incident
 * @param pipelineLimit a reading that takes longer from its receipt until it comes out of Kafka
 *     again is late
 * @param heartbeatLimit a gateway that has said nothing for longer is lost
 */
@Validated
@ConfigurationProperties("vitalwire.gateway.silence")
public record SilenceSettings(
        @DefaultValue("2s") Duration look,
        @DefaultValue("5s") Duration lossDelay,
        @DefaultValue("30s") Duration longestLossDelay,
        @DefaultValue("60s") Duration incidentWindow,
        @DefaultValue("10") int incidentThreshold,
        @DefaultValue("30s") Duration pipelineLimit,
        @DefaultValue("30s") Duration heartbeatLimit) {

    public SilenceSettings {
        if (!look.isPositive()
                || lossDelay.isNegative()
                || longestLossDelay.compareTo(lossDelay) < 0
                || incidentWindow.compareTo(longestLossDelay) < 0
                || !pipelineLimit.isPositive()
                || !heartbeatLimit.isPositive()) {
            throw new IllegalArgumentException(
                    "loss delay <= longest loss delay <= incident window, and all are positive");
        }
        if (incidentThreshold < 2) {
            throw new IllegalArgumentException("an incident is of two devices at least");
        }
    }
}
