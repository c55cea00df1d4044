package org.vitalwire.gateway.certificate;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Certificates of the gateway and of devices.
 *
 * @param directory holds {@code ca.pem} and {@code ca-key.pem}; made at the first start where they
 *     are missing. Replicas of the gateway share one, for instance a mounted secret
 * @param hostNames names and addresses, besides localhost, that the gateway's own certificate is
 *     for
 * @param deviceValidity how long a device's certificate is valid
 * @param server certificate of another authority for the gateway itself; null for one of our own
 * @param trustedAuthorities PEM files of further authorities whose device certificates are accepted
 * @param revocationLists files, PEM or DER, in which those authorities say what they have revoked;
 *     read again when they are replaced
 */
@Validated
@ConfigurationProperties("vitalwire.gateway.certificates")
public record CertificateSettings(
        @NotNull @DefaultValue("data/gateway-ca") Path directory,
        @DefaultValue List<String> hostNames,
        @DefaultValue("365d") Duration deviceValidity,
        @Valid @Nullable Server server,
        @DefaultValue List<Path> trustedAuthorities,
        @DefaultValue List<Path> revocationLists) {

    public CertificateSettings {
        hostNames = List.copyOf(hostNames);
        trustedAuthorities = List.copyOf(trustedAuthorities);
        revocationLists = List.copyOf(revocationLists);
        if (!deviceValidity.isPositive()) {
            throw new IllegalArgumentException(
                    "a device's certificate must be valid for some time");
        }
    }

    /**
     * What the gateway shows to devices.
     *
     * @param certificate PEM chain, leaf first
     * @param key PEM private key
     * @param authority PEM of the authority that devices are told to trust
     */
    public record Server(@NotNull Path certificate, @NotNull Path key, @NotNull Path authority) {}
}
