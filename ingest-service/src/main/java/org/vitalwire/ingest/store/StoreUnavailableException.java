package org.vitalwire.ingest.store;

/** The database is away, or at fault itself: the same rows may pass later. */
public final class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(Throwable cause) {
        super("the database did not take the rows", cause);
    }
}
