package org.vitalwire.ehr.measured;

/** What was measured cannot be told now. It names no patient. */
public final class IngestUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int retryAfterSeconds;

    IngestUnavailableException(String what, int retryAfterSeconds) {
        super(what);
        this.retryAfterSeconds = retryAfterSeconds;
    }

    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
