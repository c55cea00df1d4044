package org.vitalwire.contracts.waveform;

import java.time.Instant;
import java.util.Optional;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.reading.Lane;
import org.vitalwire.contracts.reading.Sequence;
import org.vitalwire.contracts.vitals.CatalogueEntry;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * A stretch of one channel of one device. It names no patient: the association ledger does, when it
 * is read, so that a correction takes effect for all that is stored.
 *
 * @param messageId the same when the device sends the packet again
 * @param startedAt the device's own time of the first sample
 * @param rateMillihertz samples in 1,000 s, so that the time of every sample is exact
 * @param scale raw to physical
 * @param receivedAt our time at receipt
 * @param synthetic whether a simulator or a recording is behind the device
 * @param sequence the device's own count of waveform packets, empty when it does not count
 */
public record WaveformPacket(
        String messageId,
        DeviceId deviceId,
        VitalSign sign,
        Instant startedAt,
        int rateMillihertz,
        Scale scale,
        Samples samples,
        Instant receivedAt,
        Lane lane,
        boolean synthetic,
        Optional<Sequence> sequence) {

    public WaveformPacket {
        if (sign.entry().kind() != CatalogueEntry.Kind.WAVEFORM) {
            throw new IllegalArgumentException(sign.code() + " is no waveform");
        }
        if (rateMillihertz < 1) {
            throw new IllegalArgumentException("a sample rate is positive");
        }
    }

    /**
     * {@code physical = raw * factor + origin}, in the sign's canonical unit.
     *
     * @param factor finite, not 0
     * @param origin finite
     */
    public record Scale(double factor, double origin) {

        public Scale {
            if (!Double.isFinite(factor) || !Double.isFinite(origin) || factor == 0) {
                throw new IllegalArgumentException("a scale has a factor and an origin");
            }
            // A negative zero is an ordinary one, or two scales that mean the same would differ.
            origin += 0.0;
        }

        public double physical(int raw) {
            return raw * factor + origin;
        }
    }

    /** How long the packet is, microseconds. */
    public long durationMicros() {
        return samples.length() * 1_000_000_000L / rateMillihertz;
    }
}
