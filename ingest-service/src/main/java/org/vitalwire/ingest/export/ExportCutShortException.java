package org.vitalwire.ingest.export;

/**
 * An export failed when a part of it had been sent. Nobody answers it, so that the server breaks
 * the connection off: half a file must not look like a whole one.
 */
final class ExportCutShortException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ExportCutShortException(Throwable cause) {
        super("an export was cut short", cause);
    }
}
