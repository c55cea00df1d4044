package org.vitalwire.analytics.patient;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Message ids as they are remembered, and ids that we make. */
final class MessageIds {

    /** Longer ids are remembered by their hash, so that the state stays bounded. */
    static final int LONGEST = 48;

    private MessageIds() {}

    static String remembered(String messageId) {
        return messageId.length() <= LONGEST && isAscii(messageId)
                ? messageId
                : "sha256:" + hash(messageId).substring(0, 32);
    }

    /** Tells two messages of one moment apart: FNV-1a, folded to the 32 bits that are stored. */
    static long fingerprint(String messageId) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < messageId.length(); i++) {
            hash = (hash ^ messageId.charAt(i)) * 0x100000001b3L;
        }
        return (int) (hash ^ hash >>> 32);
    }

    /** The same occurrence has the same id, however often it is computed. */
    static String findingId(
            String patientId, String condition, long startedAt, boolean retrospective) {
        return hash(patientId + '\n' + condition + '\n' + startedAt + '\n' + retrospective)
                .substring(0, 32);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7F) {
                return false;
            }
        }
        return true;
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
