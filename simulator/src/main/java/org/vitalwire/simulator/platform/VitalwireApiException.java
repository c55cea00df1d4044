package org.vitalwire.simulator.platform;

/** The platform refused a request, or could not be reached. */
public final class VitalwireApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    VitalwireApiException(int status, String message) {
        super(message);
        this.status = status;
    }

    VitalwireApiException(String message, Throwable cause) {
        super(message, cause);
        this.status = 0;
    }

    /** The HTTP status, 0 when there was no answer. */
    public int status() {
        return status;
    }

    /** Whether the same request may succeed later. */
    public boolean isTransient() {
        return status == 0 || status == 429 || status >= 502;
    }
}
