package org.vitalwire.gateway.codec.senml;

import org.vitalwire.contracts.failure.FailureCode;

/** The pack as a whole must not be used. */
final class MalformedPackException extends Exception {

    private static final long serialVersionUID = 1L;

    private final FailureCode code;
    private final String reason;

    /**
     * @param reason for the vendor; never what was sent
     */
    MalformedPackException(FailureCode code, String reason) {
        super(reason, null, false, false);
        this.code = code;
        this.reason = reason;
    }

    FailureCode code() {
        return code;
    }

    String reason() {
        return reason;
    }
}
