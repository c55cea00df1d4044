package org.vitalwire.analytics.stream;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.vitalwire.analytics.condition.EventTime;

/**
 * Whom to look at when time passes, and when. Everybody has a turn of their own within a round, by
 * the hash of the patient: looking at all of a ward at once would make its readings wait. Who may
 * rest is passed over until then. Times are microseconds of our clock.
 */
final class WardRound {

    /** Looking once at a patient; a look that the patient was given another one for is void. */
    private record Look(long at, String patientId) {}

    private final long every;
    private final PriorityQueue<Look> looks =
            new PriorityQueue<>(Comparator.comparingLong(Look::at));
    private final Map<String, Long> nextByPatient = new HashMap<>();

    /** Newest time that anybody's turn was asked for. */
    private long askedAt = EventTime.NEVER;

    /**
     * @param every between two looks at a patient who may not rest
     */
    WardRound(long every) {
        this.every = every;
    }

    /** A reading of the patient came, after which no look is needed for so long. */
    void read(String patientId, long rest, long now) {
        if (rest == 0) {
            attend(patientId, now);
        } else {
            takeUp(patientId, now);
        }
    }

    /** Takes up a patient who is not known yet. */
    void takeUp(String patientId, long now) {
        if (!nextByPatient.containsKey(patientId)) {
            schedule(patientId, turn(patientId, now, every));
        }
    }

    /** Calls a patient who rested, or is not known yet, into the next round. */
    void attend(String patientId, long now) {
        Long next = nextByPatient.get(patientId);
        if (next == null || next > now + every) {
            schedule(patientId, turn(patientId, now, every));
        }
    }

    /** After a look at a patient, who needs none for so long. */
    void leave(String patientId, long rest, long now) {
        schedule(patientId, turn(patientId, now, Math.max(rest, every)));
    }

    void forget(String patientId) {
        nextByPatient.remove(patientId);
    }

    /** Takes those whose turn has come, each of whom is to be left or forgotten then. */
    List<String> due(long now) {
        if (now < askedAt) {
            // The clock was set back: turns that were given would be too far away.
            List<String> everybody = List.copyOf(nextByPatient.keySet());
            looks.clear();
            nextByPatient.clear();
            everybody.forEach(id -> takeUp(id, now));
        }
        askedAt = now;
        List<String> due = new ArrayList<>();
        for (Look look = looks.peek(); look != null && look.at() <= now; look = looks.peek()) {
            looks.remove();
            Long next = nextByPatient.get(look.patientId());
            if (next != null && next == look.at()) {
                due.add(look.patientId());
            }
        }
        return due;
    }

    private void schedule(String patientId, long at) {
        nextByPatient.put(patientId, at);
        looks.add(new Look(at, patientId));
    }

    /** The patient's next turn after {@code now}, when there is one in each {@code interval}. */
    private static long turn(String patientId, long now, long interval) {
        // Spreads hashes of names that differ in their last letters only.
        long scattered = (patientId.hashCode() * 0x9E3779B97F4A7C15L) >>> 16;
        long phase = scattered % interval;
        return now + interval - Math.floorMod(now - phase, interval);
    }
}
