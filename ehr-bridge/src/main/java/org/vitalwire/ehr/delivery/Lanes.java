package org.vitalwire.ehr.delivery;

import java.time.Duration;
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
 * most half of what may be in flight, so that what is live finds a server that has time for it.
 * Used by one thread.
 */
final class Lanes {

    private final List<? extends Lane> lanes;
    private final int inFlight;
    private final Executor executor;
    private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
    private final Map<Integer, Urgency> running = new HashMap<>();
    private int turn;

    /**
     * @param outcome gives what the lane came to, or throws what it threw
     */
    private record Ended(int lane, Supplier<Lane.Outcome> outcome) {}

    Lanes(List<? extends Lane> lanes, int inFlight, Executor executor) {
        this.lanes = List.copyOf(lanes);
        this.inFlight = inFlight;
        this.executor = executor;
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
        return lane.urgency() == Urgency.LIVE
                || running.values().stream().filter(urgency -> urgency == Urgency.BACKLOG).count()
                        < Math.max(1, inFlight / 2);
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

    private Lane.Outcome outcome(Ended lane) {
        running.remove(lane.lane());
        return lane.outcome().get();
    }
}
