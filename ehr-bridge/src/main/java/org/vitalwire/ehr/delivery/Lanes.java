package org.vitalwire.ehr.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vitalwire.ehr.ledger.DueLane;
import org.vitalwire.ehr.ledger.DueLane.Urgency;

/**
 * Several lanes of a target at once, each by one thread. What is live goes first; backlog takes at
 * most half of what may be in flight, and goes at a limited rate, so that what is live finds a
 * server that has time for it. Used by one thread.
 */
final class Lanes {

    private static final Duration MOST_AHEAD = Duration.ofMinutes(1);

    private final List<? extends Lane> lanes;
    private final int inFlight;
    private final Executor executor;
    private final double backlogLinesPerSecond;
    private final InstantSource clock;
    private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
    private final Map<Integer, Urgency> running = new HashMap<>();
    private int turn;

    /** Until then, what was sent of the backlog is enough. */
    private Instant backlogFrom = Instant.MIN;

    /**
     * @param outcome gives what the lane came to, or throws what it threw
     */
    private record Ended(int lane, Supplier<Lane.Outcome> outcome) {}

    Lanes(
            List<? extends Lane> lanes,
            int inFlight,
            double backlogLinesPerSecond,
            Executor executor,
            InstantSource clock) {
        this.lanes = List.copyOf(lanes);
        this.inFlight = inFlight;
        this.backlogLinesPerSecond = backlogLinesPerSecond;
        this.executor = executor;
        this.clock = clock;
    }

    /** Starts what is due and may be started; returns how many lanes are at work. */
    int start(List<DueLane> due) {
        turn++;
        List<DueLane> inOrder = new ArrayList<>(due);
        inOrder.sort(
                Comparator.comparing(DueLane::urgency)
                        // In turn: nobody is always first.
                        .thenComparingInt(lane -> Math.floorMod(lane.lane() - turn, lanes.size())));
        for (DueLane lane : inOrder) {
            if (running.size() < inFlight && !running.containsKey(lane.lane()) && mayRun(lane)) {
                running.put(lane.lane(), lane.urgency());
                executor.execute(() -> ended.add(new Ended(lane.lane(), work(lane))));
            }
        }
        return running.size();
    }

    private Supplier<Lane.Outcome> work(DueLane lane) {
        try {
            Lane.Outcome outcome = lanes.get(lane.lane()).deliverSome(lane.urgency());
            return () -> outcome;
        } catch (RuntimeException e) {
            return () -> {
                throw e;
            };
        } catch (InterruptedException e) {
            // The process stops: nobody asks any more.
            Thread.currentThread().interrupt();
            return () -> new Lane.Outcome.Continue(0);
        }
    }

    private boolean mayRun(DueLane lane) {
        return lane.urgency() == Urgency.LIVE || backlogMayRun();
    }

    private boolean backlogMayRun() {
        long atWork = running.values().stream().filter(Urgency.BACKLOG::equals).count();
        return atWork < Math.max(1, inFlight / 2) && !clock.instant().isBefore(backlogFrom);
    }

    /**
     * What a lane that ended came to; empty when none did within the time.
     *
     * @throws RuntimeException what the lane threw
     */
    Optional<Lane.Outcome> await(Duration patience) throws InterruptedException {
        Ended next = ended.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        return next == null ? Optional.empty() : Optional.of(outcome(next));
    }

    /** Waits until no lane is at work, whatever they come to. */
    void awaitAll() throws InterruptedException {
        @Nullable RuntimeException failure = null;
        while (!running.isEmpty()) {
            try {
                var _ = outcome(ended.take());
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** How long to wait for something to begin: the time, or less where backlog is to go on. */
    Duration patience(Duration most) {
        Instant now = clock.instant();
        if (!now.isBefore(backlogFrom)) {
            return most;
        }
        Duration until = Duration.between(now, backlogFrom);
        return until.compareTo(most) < 0 ? until.plusMillis(1) : most;
    }

    private Lane.Outcome outcome(Ended lane) {
        boolean backlog = running.remove(lane.lane()) == Urgency.BACKLOG;
        Lane.Outcome outcome = lane.outcome().get();
        if (backlog && outcome instanceof Lane.Outcome.Continue(int lines)) {
            slowDown(lines);
        }
        return outcome;
    }

    private void slowDown(int lines) {
        Instant now = clock.instant();
        Duration share = Duration.ofNanos(Math.round(lines * 1e9 / backlogLinesPerSecond));
        // A clock that was set back makes nobody wait for long.
        boolean behind = backlogFrom.isBefore(now) || backlogFrom.isAfter(now.plus(MOST_AHEAD));
        backlogFrom = (behind ? now : backlogFrom).plus(share);
    }
}
