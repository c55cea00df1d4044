package org.vitalwire.gateway.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.reading.Lane;
import org.vitalwire.contracts.reading.Sequence;
import org.vitalwire.contracts.waveform.WaveformPacket;
import org.vitalwire.gateway.codec.DecodingTrace;
import org.vitalwire.gateway.codec.DecodingTrace.Outcome;
import org.vitalwire.gateway.codec.Fault;
import org.vitalwire.gateway.waveform.DecodedWaveforms;
import org.vitalwire.gateway.waveform.DecodedWaveforms.Channel;
import org.vitalwire.gateway.waveform.WaveformDecoder;
import org.vitalwire.gateway.waveform.WaveformForm;

/** Judges a message of sampled waves: decodes it and judges its times. Changes nothing. */
final class WaveformAssessor {

    private static final long MICROS_PER_SECOND = 1_000_000L;

    private final ClockJudgement clocks;
    private final int maximumPayload;

    WaveformAssessor(ClockJudgement clocks, int maximumPayload) {
        this.clocks = clocks;
        this.maximumPayload = maximumPayload;
    }

    /**
     * @param now what the lane is judged by: the time of receipt, or for a replay the present
     */
    Assessment assess(Publication message, WaveformForm form, Instant now, DecodingTrace trace) {
        byte[] payload = message.payload();
        trace.step("codec", Outcome.TAKEN, form::codec);
        if (payload.length > maximumPayload) {
            String reason =
                    "%d bytes; a payload is at most %d".formatted(payload.length, maximumPayload);
            trace.step("size", Outcome.REFUSED, () -> reason);
            return Assessment.refused(form.codec(), payload, FailureCode.OVERSIZED, reason);
        }
        DecodedWaveforms decoded = WaveformDecoder.decode(payload, form);
        for (Fault fault : decoded.faults()) {
            trace.step(fault.code().name(), Outcome.REFUSED, fault::reason);
        }
        if (decoded.channels().isEmpty()) {
            return new Assessment(form.codec(), payload, List.of(), decoded.faults());
        }
        long received = micros(message.receivedAt());
        long longest =
                decoded.channels().stream().mapToInt(c -> c.samples().length()).max().orElse(0);
        long end = decoded.startMicros() + longest * 1_000_000_000L / decoded.rateMillihertz();
        FailureCode early = clocks.fault(decoded.startMicros(), received);
        FailureCode code = early == null ? clocks.fault(end, received) : early;
        if (code != null) {
            String reason =
                    code == FailureCode.CLOCK_NOT_SET
                            ? "measured before 2000: the device's clock was never set"
                            : "measured in the future: the device's clock is ahead";
            trace.step("clock", Outcome.REFUSED, () -> reason);
            return Assessment.refused(form.codec(), payload, code, reason);
        }
        // Judged by its end: a packet of ten seconds is not late because it is long.
        Lane lane = clocks.lane(end, micros(now));
        trace.step("lane", Outcome.TAKEN, lane::name);
        List<WaveformPacket> packets = new ArrayList<>(decoded.channels().size());
        for (Channel channel : decoded.channels()) {
            packets.add(packet(message, decoded, channel, lane));
            trace.step(
                    channel.sign().code(),
                    Outcome.TAKEN,
                    () ->
                            "%d samples of %d at %s Hz"
                                    .formatted(
                                            channel.samples().count(),
                                            channel.samples().length(),
                                            decoded.rateMillihertz() / 1_000.0));
        }
        return new Assessment(
                form.codec(),
                payload,
                List.of(),
                packets,
                decoded.faults(),
                List.of(),
                Assessment.NOT_LIVE);
    }

    private static WaveformPacket packet(
            Publication message, DecodedWaveforms decoded, Channel channel, Lane lane) {
        long start = decoded.startMicros();
        return new WaveformPacket(
                messageId(message.device().id().value(), decoded, channel),
                message.device().id(),
                channel.sign(),
                Instant.ofEpochSecond(
                        Math.floorDiv(start, MICROS_PER_SECOND),
                        Math.floorMod(start, MICROS_PER_SECOND) * 1_000),
                decoded.rateMillihertz(),
                channel.scale(),
                channel.samples(),
                message.receivedAt(),
                lane,
                message.device().model().synthetic(),
                decoded.sequence() == DecodedWaveforms.NO_SEQUENCE
                        ? Optional.empty()
                        : Optional.of(new Sequence(decoded.boot(), decoded.sequence())));
    }

    private static String messageId(String device, DecodedWaveforms decoded, Channel channel) {
        boolean counts =
                decoded.sequence() != DecodedWaveforms.NO_SEQUENCE && !decoded.boot().isEmpty();
        String packet =
                counts
                        ? decoded.boot() + ":" + decoded.sequence()
                        : Long.toString(decoded.startMicros());
        return device + ":waveform:" + packet + ":" + channel.sign().number();
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * MICROS_PER_SECOND + instant.getNano() / 1_000;
    }
}
