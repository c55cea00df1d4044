package org.vitalwire.gateway.device;

import java.time.Instant;
import java.util.Optional;
import org.vitalwire.contracts.id.DeviceId;

/**
 * A device's certificate as the registry knows it.
 *
 * @param serial hexadecimal
 * @param sha256 fingerprint, hexadecimal
 * @param external whether another authority has signed it
 */
public record KnownCertificate(
        DeviceId device,
        String serial,
        String sha256,
        Instant notBefore,
        Instant notAfter,
        Instant issuedAt,
        String issuedBy,
        boolean external,
        Optional<Revocation> revocation) {

    /** When it lost its validity, and by whom. */
    public record Revocation(Instant at, String by, String reason) {}

    public boolean isRevoked() {
        return revocation.isPresent();
    }
}
