package org.vitalwire.gateway.intake;

import java.util.List;
import org.vitalwire.contracts.event.DeviceEvent;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.waveform.WaveformPacket;
import org.vitalwire.gateway.codec.Fault;

/**
 * What a message holds, before anything is stored of it.
 *
 * @param codec that read it
 * @param payload the bytes that the faults' offsets count in: those that the codec saw
 * @param readings as they would be stored
 * @param packets of sampled waves, one for each channel
 * @param faults what is refused
 * @param events what the device alarms about, and what is odd about the message
 * @param liveMeasuredMicros the device's time of a message that was sent on its own for the first
 *     time, refused or not, else {@link #NOT_LIVE}
 */
// Nobody compares assessments; a copy of each payload would cost more than the decoding.
@SuppressWarnings("ArrayRecordComponent")
public record Assessment(
        String codec,
        byte[] payload,
        List<Reading> readings,
        List<WaveformPacket> packets,
        List<Fault> faults,
        List<DeviceEvent> events,
        long liveMeasuredMicros) {

    static final long NOT_LIVE = Long.MIN_VALUE;

    public Assessment(String codec, byte[] payload, List<Reading> readings, List<Fault> faults) {
        this(codec, payload, readings, List.of(), faults, List.of(), NOT_LIVE);
    }

    /** Whether any measurement of it would be stored. */
    public boolean isAccepted() {
        return !readings.isEmpty() || !packets.isEmpty();
    }

    /** Refused whole. */
    public static Assessment refused(
            String codec, byte[] payload, FailureCode code, String reason) {
        return new Assessment(
                codec, payload, List.of(), List.of(new Fault(code, reason, 0, payload.length)));
    }
}
