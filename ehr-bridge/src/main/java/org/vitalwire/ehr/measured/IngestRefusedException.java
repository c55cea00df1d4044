package org.vitalwire.ehr.measured;

/** ingest-service does not let the holder of the token read this. */
public final class IngestRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean tokenExpired;

    IngestRefusedException(boolean tokenExpired) {
        super(tokenExpired ? "the token has ended" : "the token does not permit this");
        this.tokenExpired = tokenExpired;
    }

    /** Whether the same may be asked again with a younger token. */
    public boolean isTokenExpired() {
        return tokenExpired;
    }
}
