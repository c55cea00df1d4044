package org.vitalwire.gateway.mqtt;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The MQTT endpoint.
 *
 * @param host address to listen on
 * @param port to listen on, 0 for any free one
 * @param publicHost name that devices are told to connect to
 * @param publicPort port that devices are told to connect to, 0 for {@code port}
 * @param eventLoops threads that serve connections, 0 for one for each core
 * @param receiveMaximum messages that an MQTT 5 client may have unacknowledged
 * @param maximumInFlightPerConnection the same for MQTT 3.1.1, which cannot be told: past it the
 *     connection is closed
 * @param maximumBytesPerConnection unacknowledged bytes of a connection, past which it is closed
 * @param maximumInFlight messages of all connections that Kafka has not acknowledged
 * @param maximumBytesInFlight bytes of them; at either bound connections are closed as busy, so
 *     that their clients keep what they have
 * @param maximumPacket the largest MQTT packet; a longer one closes the connection
 * @param topicAliasMaximum topic aliases of a connection
 * @param maximumKeepAlive a client that asks for none or for more gets this one
 * @param maximumSessionExpiry how long a session outlives its connection at most
 * @param connectTimeout for the TLS handshake, and again for CONNECT
 * @param gatewayName tells replicas of the gateway apart
 */
@Validated
@ConfigurationProperties("vitalwire.gateway.mqtt")
public record MqttSettings(
        @NotBlank @DefaultValue("0.0.0.0") String host,
        @Min(0) @Max(65_535) @DefaultValue("8883") int port,
        @NotBlank @DefaultValue("localhost") String publicHost,
        @Min(0) @Max(65_535) @DefaultValue("0") int publicPort,
        @Min(0) @DefaultValue("0") int eventLoops,
        @Min(1) @Max(65_535) @DefaultValue("50") int receiveMaximum,
        @Min(1) @DefaultValue("200") int maximumInFlightPerConnection,
        @DefaultValue("8MB") DataSize maximumBytesPerConnection,
        @Min(1) @DefaultValue("50000") int maximumInFlight,
        @DefaultValue("64MB") DataSize maximumBytesInFlight,
        @DefaultValue("1MB") DataSize maximumPacket,
        @Min(0) @Max(65_535) @DefaultValue("8") int topicAliasMaximum,
        @DefaultValue("5m") Duration maximumKeepAlive,
        @DefaultValue("7d") Duration maximumSessionExpiry,
        @DefaultValue("10s") Duration connectTimeout,
        @NotBlank @DefaultValue("gateway-0") String gatewayName) {

    /** What a client asks for, as far as it is granted. */
    long sessionExpirySeconds(long requested) {
        return Math.min(requested, maximumSessionExpiry.toSeconds());
    }

    int eventLoopsOrCores() {
        return eventLoops > 0 ? eventLoops : Runtime.getRuntime().availableProcessors();
    }
}
