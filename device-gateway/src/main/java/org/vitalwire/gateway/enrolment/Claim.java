package org.vitalwire.gateway.enrolment;

import java.time.Instant;
import java.util.Optional;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.gateway.device.DeviceLabel;

/**
 * The right to enrol one device, once. The secret itself is not here.
 *
 * @param sha256 of the secret, hexadecimal
 * @param certificateSha256 fingerprint of the certificate that may bring it over MQTT
 */
record Claim(
        String sha256,
        DeviceId device,
        String model,
        DeviceLabel label,
        Instant createdAt,
        String createdBy,
        Instant expiresAt,
        Optional<Instant> usedAt,
        Optional<Instant> voidAt,
        Optional<String> certificateSha256) {

    boolean isOpen(Instant now) {
        return usedAt.isEmpty() && voidAt.isEmpty() && now.isBefore(expiresAt);
    }
}
