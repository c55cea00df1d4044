package org.vitalwire.ehr.mapping;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.vitalwire.contracts.waveform.WaveformPacket;

/**
 * A stretch of one channel at equal distances. Packets are joined while the next one starts where a
 * sample of the last one's beat is due, to half a sample; a missing packet between them is a gap.
 * One that starts earlier, or has another scale or rate, begins a strip of its own: no sample is
 * moved or dropped. Mutable while it is built, for one thread.
 */
final class WaveformStrip {

    private static final String GAP = "E";

    /** Longer ones would be nothing but gap. */
    private static final int LONGEST_GAP_SECONDS = 10;

    private final WaveformPacket channel;
    private final Instant startedAt;
    private final List<String> samples = new ArrayList<>();
    private int lengthToLastSample;
    private boolean synthetic;
    private boolean retrospective;
    private Instant receivedAt = Instant.MIN;

    private WaveformStrip(WaveformPacket first, Instant startedAt) {
        this.channel = first;
        this.startedAt = startedAt;
    }

    /**
     * @param packets sorted by device, sign and start
     */
    static List<WaveformStrip> of(List<WaveformPacket> packets, Instant from, Instant until) {
        List<WaveformStrip> strips = new ArrayList<>();
        for (WaveformPacket packet : packets) {
            int first = indexAt(packet, from);
            int end = indexAt(packet, until);
            if (first >= end) {
                continue;
            }
            Instant start = timeOf(packet, first);
            if (strips.isEmpty() || !strips.getLast().continues(packet, start)) {
                strips.add(new WaveformStrip(packet, start));
            }
            strips.getLast().add(packet, first, end, start);
        }
        return strips.stream().filter(strip -> strip.lengthToLastSample > 0).toList();
    }

    /** The first sample at or behind the time, within 0 and the packet's length. */
    private static int indexAt(WaveformPacket packet, Instant time) {
        int low = 0;
        int high = packet.samples().length();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (timeOf(packet, middle).isBefore(time)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static Instant timeOf(WaveformPacket packet, int index) {
        return packet.startedAt().plus(WaveformMapper.offset(index, packet.rateMillihertz()));
    }

    private boolean continues(WaveformPacket packet, Instant start) {
        return packet.deviceId().equals(channel.deviceId())
                && packet.sign() == channel.sign()
                && packet.rateMillihertz() == channel.rateMillihertz()
                && packet.scale().equals(channel.scale())
                && isDue(positionOf(start) - samples.size());
    }

    /**
     * @param missing samples between the end and the next packet; negative where they overlap
     */
    private boolean isDue(long missing) {
        return missing >= 0
                && missing * 1_000L <= (long) LONGEST_GAP_SECONDS * channel.rateMillihertz();
    }

    /** The sample that is due nearest to the time. */
    private long positionOf(Instant time) {
        double nanos = Duration.between(startedAt, time).toNanos();
        return Math.round(nanos * channel.rateMillihertz() / 1e12);
    }

    private void add(WaveformPacket packet, int first, int end, Instant start) {
        long position = positionOf(start);
        while (samples.size() < position) {
            samples.add(GAP);
        }
        for (int i = first; i < end; i++) {
            boolean taken = packet.samples().has(i);
            samples.add(taken ? Integer.toString(packet.samples().raw(i)) : GAP);
            if (taken) {
                lengthToLastSample = samples.size();
            }
        }
        synthetic |= packet.synthetic();
        retrospective |= packet.lane() == org.vitalwire.contracts.reading.Lane.BACKFILL;
        if (packet.receivedAt().isAfter(receivedAt)) {
            receivedAt = packet.receivedAt();
        }
    }

    WaveformPacket channel() {
        return channel;
    }

    Instant startedAt() {
        return startedAt;
    }

    /** Time of the last sample. */
    Instant endedAt() {
        return startedAt.plus(
                WaveformMapper.offset(lengthToLastSample - 1L, channel.rateMillihertz()));
    }

    int length() {
        return lengthToLastSample;
    }

    Instant receivedAt() {
        return receivedAt;
    }

    boolean synthetic() {
        return synthetic;
    }

    boolean retrospective() {
        return retrospective;
    }

    String data() {
        return String.join(" ", samples.subList(0, lengthToLastSample));
    }
}
