package org.vitalwire.gateway.certificate;

import java.time.Instant;

/**
 * A device's certificate, just signed.
 *
 * @param serial hexadecimal
 * @param sha256 fingerprint, hexadecimal
 */
public record IssuedCertificate(
        String pem, String serial, String sha256, Instant notBefore, Instant notAfter) {}
