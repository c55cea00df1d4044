package org.vitalwire.analytics.evaluation;

/** A recording is not what it should be; the message says which file and line, and no value. */
public final class UnreadableDataException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableDataException(String message) {
        super(message);
    }

    UnreadableDataException(String message, Throwable cause) {
        super(message, cause);
    }
}
