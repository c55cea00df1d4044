package org.vitalwire.analytics.score;

import java.util.List;

/** A table that must not be used, with everything that is wrong with it. */
public final class InvalidScoreTableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidScoreTableException(String source, List<String> faults) {
        super(source + " is not a valid score table: " + String.join("; ", faults));
    }

    InvalidScoreTableException(String source, Throwable cause) {
        super(source + " is not a valid score table: " + cause.getMessage(), cause);
    }
}
