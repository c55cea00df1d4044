package org.vitalwire.ehr.encoding;

/** A resource has something in it that ours have not, so HAPI is to encode it. */
final class BeyondOursException extends RuntimeException {

    private BeyondOursException() {
        // Without a stack trace: it is caught at once, and only says which way to go.
        super("beyond what is written here", null, false, false);
    }

    static void when(boolean beyond) {
        if (beyond) {
            throw new BeyondOursException();
        }
    }
}
