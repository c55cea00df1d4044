package org.vitalwire.gateway.certificate;

/** A certificate signing request that we do not sign. */
public final class BadSigningRequestException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String explanation;

    BadSigningRequestException(String explanation) {
        super(explanation);
        this.explanation = explanation;
    }

    BadSigningRequestException(String explanation, Throwable cause) {
        super(explanation, cause);
        this.explanation = explanation;
    }

    /** For the one who sent it. */
    public String explanation() {
        return explanation;
    }
}
