package org.vitalwire.gateway.waveform;

import java.util.List;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.waveform.Samples;
import org.vitalwire.contracts.waveform.WaveformPacket.Scale;
import org.vitalwire.gateway.codec.Fault;

/**
 * What a packet held. A bad channel does not take its neighbours with it.
 *
 * @param startMicros the device's own time of the first sample of each channel, microseconds since
 *     1970
 * @param rateMillihertz of all channels
 * @param channels each of another sign; empty when the packet as a whole is refused
 * @param sequence the device's own count, or {@link #NO_SEQUENCE}
 * @param boot the device's name for the run that counts, or empty
 */
public record DecodedWaveforms(
        long startMicros,
        int rateMillihertz,
        List<Channel> channels,
        long sequence,
        String boot,
        List<Fault> faults) {

    /** The device does not count. */
    public static final long NO_SEQUENCE = -1;

    /**
     * One wave.
     *
     * @param scale to the sign's canonical unit
     */
    public record Channel(VitalSign sign, Scale scale, Samples samples) {}

    static DecodedWaveforms refused(List<Fault> faults) {
        return new DecodedWaveforms(0, 0, List.of(), NO_SEQUENCE, "", faults);
    }
}
