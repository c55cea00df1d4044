package org.vitalwire.ehr.access;

import com.nimbusds.jose.JWSAlgorithm;
import java.util.Collection;
import java.util.List;

/** What assertions are signed with: the two that SMART App Launch 2 names. */
public enum SmartAlgorithm {
    /** What the server says it takes, ES384 before RS384; RS384 where it says nothing. */
    AUTO,
    RS384,
    ES384;

    /** One of the two, never {@link #AUTO}. */
    static final List<SmartAlgorithm> SIGNING = List.of(ES384, RS384);

    /**
     * @param supported by the server, as its discovery document lists them; empty if it has none
     */
    SmartAlgorithm among(Collection<String> supported) {
        return switch (this) {
            case RS384, ES384 -> this;
            case AUTO ->
                    SIGNING.stream()
                            .filter(algorithm -> supported.contains(algorithm.name()))
                            .findFirst()
                            .orElse(RS384);
        };
    }

    JWSAlgorithm jws() {
        return switch (this) {
            case ES384 -> JWSAlgorithm.ES384;
            case RS384 -> JWSAlgorithm.RS384;
            case AUTO -> throw new IllegalStateException("not chosen yet");
        };
    }
}
