package org.vitalwire.gateway.codec.openmhealth;

import org.vitalwire.contracts.failure.FailureCode;

/** Why a document gives no reading. */
final class RefusedDocumentException extends Exception {

    private static final long serialVersionUID = 1L;

    private final FailureCode code;
    private final String reason;

    /**
     * @param reason names the field, never what it holds
     */
    RefusedDocumentException(FailureCode code, String reason) {
        super(reason, null, false, false);
        this.code = code;
        this.reason = reason;
    }

    static RefusedDocumentException violation(String reason) {
        return new RefusedDocumentException(FailureCode.SCHEMA_VIOLATION, reason);
    }

    FailureCode code() {
        return code;
    }

    String reason() {
        return reason;
    }
}
