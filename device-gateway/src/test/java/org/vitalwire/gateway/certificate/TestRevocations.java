package org.vitalwire.gateway.certificate;

import java.time.Instant;
import java.util.List;

/** Revocation lists for tests of others. */
public final class TestRevocations {

    private TestRevocations() {}

    public static RevocationLists none() {
        return new RevocationLists(List.of(), List.of(), () -> Instant.EPOCH);
    }
}
