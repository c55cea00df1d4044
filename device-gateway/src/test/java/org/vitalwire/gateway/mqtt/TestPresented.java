package org.vitalwire.gateway.mqtt;

import java.time.Instant;
import java.util.Optional;
import org.vitalwire.gateway.certificate.PresentedCertificate;

/** Certificates as connections show them. */
final class TestPresented {

    private TestPresented() {}

    /** Of our own authority; its fingerprint is {@code sha-<name>}. */
    static PresentedCertificate own(String name, Instant notAfter) {
        return of(name, "sha-" + name, notAfter, true);
    }

    static PresentedCertificate of(String name, String sha256, Instant notAfter, boolean own) {
        return new PresentedCertificate(
                Optional.of(name),
                "1",
                sha256,
                notAfter.minusSeconds(1_000_000),
                notAfter,
                own,
                Optional.empty());
    }
}
