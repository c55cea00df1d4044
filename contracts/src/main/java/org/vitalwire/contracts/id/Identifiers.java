package org.vitalwire.contracts.id;

/**
 * The alphabet of identifiers: safe in topics, file names and URLs. Checked by hand, as every
 * message passes here.
 */
final class Identifiers {

    private static final int MAX_LENGTH = 64;

    private Identifiers() {}

    static boolean isValid(String value) {
        int length = value.length();
        if (length == 0 || length > MAX_LENGTH || !isAlphanumeric(value.charAt(0))) {
            return false;
        }
        for (int i = 1; i < length; i++) {
            char c = value.charAt(i);
            if (!isAlphanumeric(c) && c != '.' && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }

    static void requireValid(String what, String value) {
        if (!isValid(value)) {
            // The value itself stays out: it may be anything, a name included.
            throw new IllegalArgumentException(
                    what + " must be 1-64 of A-Za-z0-9._- and start with a letter or digit");
        }
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
