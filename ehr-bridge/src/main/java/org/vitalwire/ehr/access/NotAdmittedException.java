package org.vitalwire.ehr.access;

import java.io.IOException;

/** We have nothing to show the server: the request was not sent. */
public final class NotAdmittedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * @param code such as {@code invalid_client}; nothing that a server said in its own words
     */
    NotAdmittedException(String code) {
        super(code);
        this.code = code;
    }

    NotAdmittedException(String code, Throwable cause) {
        super(code, cause);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
