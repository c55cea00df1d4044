package org.vitalwire.ingest.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * How fast rows come in, from counters that only grow: the difference over about the last minute.
 * Whoever asks also adds, so a look after a long silence is a mean over that silence.
 */
final class IntakePace {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Deque<Count> counts = new ArrayDeque<>();

    /**
     * Counters since the start of the process.
     *
     * @param rows new rows
     * @param messages messages that were stored
     * @param seconds sum over them from receipt to row
     */
    record Count(Instant at, double rows, double messages, double seconds) {}

    /**
     * @param rowsPerSecond in the window
     * @param lagSeconds mean in the window, null where nothing was stored in it
     */
    record Pace(double rowsPerSecond, @Nullable Double lagSeconds) {}

    /** Takes note, and tells the pace up to now. */
    synchronized Pace add(Count now) {
        counts.addLast(now);
        Count then = counts.removeFirst();
        // Starts from the newest count that is as old as the window, else from the oldest.
        while (!counts.isEmpty() && !counts.getFirst().at().isAfter(now.at().minus(WINDOW))) {
            then = counts.removeFirst();
        }
        counts.addFirst(then);
        double seconds = Duration.between(then.at(), now.at()).toMillis() / 1_000.0;
        double messages = now.messages() - then.messages();
        return new Pace(
                seconds > 0 ? (now.rows() - then.rows()) / seconds : 0,
                messages > 0 ? (now.seconds() - then.seconds()) / messages : null);
    }
}
