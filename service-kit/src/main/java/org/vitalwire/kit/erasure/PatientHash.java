package org.vitalwire.kit.erasure;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.vitalwire.contracts.id.PatientId;

/**
 * Knows a patient again whose id is not kept. Different in each erasure, so that nobody can be
 * followed from one to the other.
 */
public final class PatientHash {

    private PatientHash() {}

    /** SHA-256 of {@code <erasure id>:<patient id>}, in hexadecimal. */
    public static String of(String erasureId, PatientId patient) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(
                                            (erasureId + ":" + patient.value())
                                                    .getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
