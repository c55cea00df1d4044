package org.vitalwire.simulator.recording;

/** A file that is not a recording we can read; the message says where and why. */
public final class RecordingFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RecordingFormatException(String message) {
        super(message);
    }
}
