package org.vitalwire.simulator.device;

import java.time.Instant;

/**
 * A reading as it goes over the wire. Sent again, it is the same bytes.
 *
 * @param measured event time, the one in the payload
 * @param payload native JSON; not copied, not to be changed
 * @param values how many it holds, of a wave the samples
 */
@SuppressWarnings("ArrayRecordComponent")
public record ReadingMessage(Instant measured, byte[] payload, int values, Kind kind) {

    /** On which of the device's topics it goes. */
    public enum Kind {
        READING,
        WAVEFORM
    }

    public ReadingMessage(Instant measured, byte[] payload, int values) {
        this(measured, payload, values, Kind.READING);
    }
}
