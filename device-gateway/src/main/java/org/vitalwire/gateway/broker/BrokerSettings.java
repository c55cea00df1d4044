package org.vitalwire.gateway.broker;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * An external broker.
 *
 * @param enabled whether to subscribe there; the gateway's own endpoint goes on listening
 * @param uri {@code ssl://host:8883} or {@code tcp://host:1883}
 * @param clientId must stay the same, as the broker keeps a session for it, and differ between
 *     replicas
 * @param group of the shared subscription: each message goes to one member; empty for a plain
 *     subscription of a gateway that is the only one, which Mosquitto remembers when it restarts
 * @param username empty for none
 * @param password empty for none
 * @param authority PEM file of whom the broker's certificate is trusted from; the JVM's own
 *     authorities where it is absent
 * @param certificate PEM file of a client certificate
 * @param key PEM file of its key
 * @param receiveMaximum messages that the broker may have unacknowledged with us
 * @param sessionExpiry how long the broker shall keep what came while we were away
 * @param keepAlive of the connection
 * @param reconnectDelay before the first attempt to come back; doubles up to half a minute
 */
@Validated
@ConfigurationProperties("vitalwire.gateway.broker")
public record BrokerSettings(
        @DefaultValue("false") boolean enabled,
        @NotNull @DefaultValue("ssl://localhost:8883") URI uri,
        @NotBlank @DefaultValue("vitalwire-gateway-0") String clientId,
        @DefaultValue("vitalwire") String group,
        @DefaultValue("") String username,
        @DefaultValue("") String password,
        @Nullable Path authority,
        @Nullable Path certificate,
        @Nullable Path key,
        @Min(1) @Max(65_535) @DefaultValue("500") int receiveMaximum,
        @DefaultValue("7d") Duration sessionExpiry,
        @DefaultValue("30s") Duration keepAlive,
        @DefaultValue("500ms") Duration reconnectDelay) {

    public BrokerSettings {
        if ((certificate == null) != (key == null)) {
            throw new IllegalArgumentException("a client certificate comes with its key");
        }
        if (group.contains("/") || group.contains("+") || group.contains("#")) {
            throw new IllegalArgumentException("a group is one topic level without wildcards");
        }
        if (!"ssl".equals(uri.getScheme()) && !"tcp".equals(uri.getScheme())) {
            throw new IllegalArgumentException("a broker is at ssl://host:port or tcp://host:port");
        }
    }

    boolean isEncrypted() {
        return "ssl".equals(uri.getScheme());
    }

    /** Prints no password. */
    @Override
    public String toString() {
        return "BrokerSettings[" + uri + ", " + clientId + ", " + group + "]";
    }
}
