package org.vitalwire.ehr.access;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** We have nothing to show the server: the request was not sent. */
public final class NotAdmittedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final @Nullable Duration retryAfter;

    /**
     * @param code such as {@code invalid_client}; nothing that a server said in its own words
     */
    NotAdmittedException(String code) {
        super(code);
        this.code = code;
        this.retryAfter = null;
    }

    /**
     * @param retryAfter as the server asked
     */
    NotAdmittedException(String code, Duration retryAfter) {
        super(code);
        this.code = code;
        this.retryAfter = retryAfter;
    }

    NotAdmittedException(String code, Throwable cause) {
        super(code, cause);
        this.code = code;
        this.retryAfter = null;
    }

    public String code() {
        return code;
    }

    /** Before then it is of no use to try again; empty where nobody said so. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
