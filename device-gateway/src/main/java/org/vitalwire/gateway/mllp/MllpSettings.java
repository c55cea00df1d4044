package org.vitalwire.gateway.mllp;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;
import org.vitalwire.contracts.id.DeviceId;

/**
 * The MLLP listener. Whoever connects shows a certificate, as with MQTT.
 *
 * @param enabled whether it listens at all
 * @param host address to listen on
 * @param port to listen on, 0 for any free one; 2575 is IANA's for HL7
 * @param maximumFrame a larger frame closes the connection
 * @param maximumInFlightPerConnection messages of a connection that Kafka has not acknowledged;
 *     beyond it nothing more is read for now
 * @param maximumConnections of all senders together
 * @param idleTimeout a connection on which nothing comes for so long is closed
 * @param handshakeTimeout for TLS
 * @param senders for gateways and interface engines that speak for many devices: the common name of
 *     their certificate, then MSH-3.1 of the message, gives the device's id. A sender that is not
 *     listed speaks for itself only, whatever MSH-3 says
 */
@Validated
@ConfigurationProperties("vitalwire.gateway.mllp")
public record MllpSettings(
        @DefaultValue("false") boolean enabled,
        @NotBlank @DefaultValue("0.0.0.0") String host,
        @Min(0) @Max(65_535) @DefaultValue("2575") int port,
        @DefaultValue("1MB") DataSize maximumFrame,
        @Min(1) @Max(10_000) @DefaultValue("16") int maximumInFlightPerConnection,
        @Min(1) @DefaultValue("200") int maximumConnections,
        @DefaultValue("10m") Duration idleTimeout,
        @DefaultValue("10s") Duration handshakeTimeout,
        @DefaultValue Map<String, Map<String, String>> senders) {

    public MllpSettings {
        if (maximumFrame.toBytes() < 1_024
                || maximumFrame.toBytes() > DataSize.ofMegabytes(16).toBytes()) {
            throw new IllegalArgumentException("a frame is at most 1 KB to 16 MB");
        }
        if (idleTimeout.toSeconds() < 1 || handshakeTimeout.toSeconds() < 1) {
            throw new IllegalArgumentException("timeouts are a second or more");
        }
        senders = Map.copyOf(senders);
        senders.forEach((name, devices) -> {
            if (!DeviceId.isValid(name) || !devices.values().stream().allMatch(DeviceId::isValid)) {
                throw new IllegalArgumentException(
                        "vitalwire.gateway.mllp.senders names certificates and devices by their"
                                + " ids");
            }
        });
    }
}
