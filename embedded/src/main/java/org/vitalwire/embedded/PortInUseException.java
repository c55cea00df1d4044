package org.vitalwire.embedded;

/** A TCP port that is to be listened on is taken by somebody else. */
public final class PortInUseException extends InfrastructureException {

    private static final long serialVersionUID = 1L;

    private final int port;

    PortInUseException(int port, String message) {
        super(message);
        this.port = port;
    }

    public int port() {
        return port;
    }
}
