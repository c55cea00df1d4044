package org.vitalwire.embedded;

/**
 * Infrastructure could not be started, or is not what it should be. The message is written for the
 * person who started it: what is wrong and what to do.
 */
public class InfrastructureException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InfrastructureException(String message) {
        super(message);
    }

    public InfrastructureException(String message, Throwable cause) {
        super(message, cause);
    }
}
