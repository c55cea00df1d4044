package org.vitalwire.ingest.waveform;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.waveform.WaveformPacket;
import org.vitalwire.contracts.waveform.WaveformPacket.Scale;
import org.vitalwire.ingest.store.SqlTime;

/**
 * Cuts the packets of one device into whole seconds, each told once: when it is full, when
 * something of a later one has come, or when nothing more comes. What comes later still is for the
 * store alone: a live view does not go back.
 */
final class SecondsCutter {

    private final Duration patience;
    private final Map<VitalSign, Channel> channels = new EnumMap<>(VitalSign.class);

    /**
     * @param patience how long a second that has begun is waited for
     */
    SecondsCutter(Duration patience) {
        this.patience = patience;
    }

    /** The seconds that are told now, in the order of time. */
    List<LiveSecond> add(WaveformPacket packet, Instant now) {
        List<LiveSecond> told = new ArrayList<>();
        Channel channel = channels.get(packet.sign());
        if (channel == null || !channel.isLike(packet)) {
            long after = Long.MIN_VALUE;
            if (channel != null) {
                channel.tellAll(told);
                after = channel.told;
            }
            channel = new Channel(packet, after);
            channels.put(packet.sign(), channel);
        }
        channel.add(packet, now);
        channel.tellFinished(told);
        return told;
    }

    /** The seconds that will not become full. */
    List<LiveSecond> overdue(Instant now) {
        List<LiveSecond> told = new ArrayList<>();
        for (Channel channel : channels.values()) {
            if (!now.isBefore(channel.heard.plus(patience))) {
                channel.tellAll(told);
            }
        }
        return told;
    }

    private static final class Channel {
        private final VitalSign sign;
        private final SampleGrid grid;
        private final Scale scale;
        private final boolean synthetic;
        private final TreeMap<Long, Window> begun = new TreeMap<>();

        /** The last second that was told. */
        private long told;

        private Instant heard = Instant.MIN;

        Channel(WaveformPacket packet, long told) {
            this.sign = packet.sign();
            this.grid = new SampleGrid(packet.rateMillihertz(), 1);
            this.scale = packet.scale();
            this.synthetic = packet.synthetic();
            this.told = told;
        }

        boolean isLike(WaveformPacket packet) {
            return grid.rateMillihertz() == packet.rateMillihertz() && scale.equals(packet.scale());
        }

        void add(WaveformPacket packet, Instant now) {
            heard = now;
            long first = grid.indexAt(SqlTime.micros(packet.startedAt()));
            int length = packet.samples().length();
            for (int from = 0; from < length; ) {
                long second = grid.windowOf(first + from);
                int to = (int) Math.min(length, grid.firstOf(second + 1) - first);
                int place = (int) (first + from - grid.firstOf(second));
                if (second > told) {
                    begun.computeIfAbsent(second, any -> new Window(grid.lengthOf(second)))
                            .merge(packet.samples(), from, to, place);
                }
                from = to;
            }
        }

        void tellFinished(List<LiveSecond> seconds) {
            while (!begun.isEmpty()
                    && (begun.size() > 1 || begun.firstEntry().getValue().isFull())) {
                tellFirst(seconds);
            }
        }

        void tellAll(List<LiveSecond> seconds) {
            while (!begun.isEmpty()) {
                tellFirst(seconds);
            }
        }

        private void tellFirst(List<LiveSecond> seconds) {
            Map.Entry<Long, Window> first = begun.pollFirstEntry();
            told = first.getKey();
            seconds.add(
                    new LiveSecond(
                            sign,
                            told,
                            grid.rateMillihertz(),
                            scale,
                            first.getValue().samples(),
                            synthetic));
        }
    }
}
