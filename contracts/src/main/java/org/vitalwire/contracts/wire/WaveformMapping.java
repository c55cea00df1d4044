package org.vitalwire.contracts.wire;

import java.util.BitSet;
import java.util.Optional;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.reading.Sequence;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.waveform.Samples;
import org.vitalwire.contracts.waveform.WaveformPacket;
import org.vitalwire.contracts.wire.v1.WaveformGap;
import org.vitalwire.contracts.wire.v1.WaveformPacketEvent;

final class WaveformMapping {

    private static final double MILLIHERTZ = 1_000;

    private WaveformMapping() {}

    static WaveformPacketEvent toWire(WaveformPacket packet) {
        WaveformPacketEvent.Builder event =
                WaveformPacketEvent.newBuilder()
                        .setMessageId(packet.messageId())
                        .setDeviceId(packet.deviceId().value())
                        .setSign(packet.sign().number())
                        .setStartedAtMicros(Micros.of(packet.startedAt()))
                        .setSampleRate(packet.rateMillihertz() / MILLIHERTZ)
                        .setFactor(packet.scale().factor())
                        .setOrigin(packet.scale().origin())
                        .setReceivedAtMicros(Micros.of(packet.receivedAt()))
                        .setLane(ReadingMapping.toWire(packet.lane()))
                        .setSynthetic(packet.synthetic());
        packet.sequence()
                .ifPresent(
                        sequence -> event.setSequence(sequence.number()).setBoot(sequence.boot()));
        Samples samples = packet.samples();
        for (int i = 0; i < samples.length(); i++) {
            event.addSamples(samples.raw(i));
        }
        for (int from = samples.nextGap(0); from < samples.length(); ) {
            int next = samples.nextTaken(from);
            int to = next < 0 ? samples.length() : next;
            event.addGaps(WaveformGap.newBuilder().setFrom(from).setCount(to - from));
            from = samples.nextGap(to);
        }
        return event.build();
    }

    /**
     * @throws IllegalArgumentException for a sign of a later release: nobody here could use it
     */
    static WaveformPacket toDomain(WaveformPacketEvent event) {
        return new WaveformPacket(
                event.getMessageId(),
                new DeviceId(event.getDeviceId()),
                VitalSign.ofNumber(event.getSign())
                        .orElseThrow(() -> new IllegalArgumentException("an unknown sign")),
                Micros.toInstant(event.getStartedAtMicros()),
                Math.toIntExact(Math.round(event.getSampleRate() * MILLIHERTZ)),
                new WaveformPacket.Scale(event.getFactor(), event.getOrigin()),
                samples(event),
                Micros.toInstant(event.getReceivedAtMicros()),
                ReadingMapping.toDomain(event.getLane()),
                event.getSynthetic(),
                event.hasSequence()
                        ? Optional.of(new Sequence(event.getBoot(), event.getSequence()))
                        : Optional.empty());
    }

    private static Samples samples(WaveformPacketEvent event) {
        int[] raw = new int[event.getSamplesCount()];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = event.getSamples(i);
        }
        BitSet taken = new BitSet(raw.length);
        taken.set(0, raw.length);
        for (WaveformGap gap : event.getGapsList()) {
            if (gap.getFrom() < 0 || gap.getCount() < 0 || gap.getCount() > raw.length) {
                throw new IllegalArgumentException("a gap outside the packet");
            }
            taken.clear(gap.getFrom(), gap.getFrom() + gap.getCount());
        }
        return Samples.of(raw, taken);
    }
}
