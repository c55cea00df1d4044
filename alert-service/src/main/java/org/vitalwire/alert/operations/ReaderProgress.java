package org.vitalwire.alert.operations;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How far the readers of topics are, and whether they get on. Pure but for what it remembers of the
 * look before.
 */
final class ReaderProgress {

    /**
     * A reader of a topic.
     *
     * @param group the consumer group
     */
    record Reader(String group, String topic) implements Comparable<Reader> {
        @Override
        public int compareTo(Reader other) {
            int byTopic = topic.compareTo(other.topic);
            return byTopic != 0 ? byTopic : group.compareTo(other.group);
        }

        /** As a subject: {@code alert on findings.v1}. */
        String words() {
            return group + " on " + topic;
        }
    }

    /**
     * @param read sum of what is committed over all partitions
     * @param end sum of where they end
     */
    record Offsets(long read, long end) {
        long lag() {
            return Math.max(0, end - read);
        }

        Offsets plus(Offsets other) {
            return new Offsets(read + other.read, end + other.end);
        }
    }

    /** What is to be said of a reader. */
    enum Pace {
        KEEPS_UP,
        BEHIND,
        STALLED
    }

    private record Seen(Offsets offsets, long movedAt, long behindSince) {}

    private static final long NOT_BEHIND = Long.MIN_VALUE;

    private final Duration stalledAfter;
    private final long mostLag;
    private final Map<Reader, Seen> before = new HashMap<>();

    ReaderProgress(Duration stalledAfter, long mostLag) {
        this.stalledAfter = stalledAfter;
        this.mostLag = mostLag;
    }

    /**
     * @param nanos of the look
     */
    Map<Reader, Pace> look(Map<Reader, Offsets> now, long nanos) {
        Map<Reader, Pace> paces = new HashMap<>();
        now.forEach((reader, offsets) -> paces.put(reader, look(reader, offsets, nanos)));
        before.keySet().retainAll(now.keySet());
        return paces;
    }

    private Pace look(Reader reader, Offsets offsets, long nanos) {
        Seen last = before.get(reader);
        // Whoever has read all stands still by right.
        long movedAt =
                last == null || last.offsets().read() != offsets.read() || last.offsets().lag() == 0
                        ? nanos
                        : last.movedAt();
        boolean behind = offsets.lag() > mostLag;
        long behindSince =
                !behind
                        ? NOT_BEHIND
                        : last == null || last.behindSince() == NOT_BEHIND
                                ? nanos
                                : last.behindSince();
        before.put(reader, new Seen(offsets, movedAt, behindSince));
        if (offsets.lag() > 0 && nanos - movedAt >= stalledAfter.toNanos()) {
            return Pace.STALLED;
        }
        return behind && nanos - behindSince >= stalledAfter.toNanos() / 5
                ? Pace.BEHIND
                : Pace.KEEPS_UP;
    }
}
