package org.vitalwire.ingest.board;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.kit.web.SseHub;

/** Looks at the board once a second, while somebody watches, and sends on what changed. */
final class BoardStream implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(BoardStream.class);

    /** A watcher that is a minute behind is cut off and comes anew. */
    private static final int QUEUE_LENGTH = 60;

    private final BoardRows rows;
    private final InstantSource clock;
    private final Duration interval;
    private final SseHub<BoardChange> hub;
    private final ScheduledExecutorService ticks =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("board-ticks").factory());
    // Apart from the ticks: to end a stream may have to wait for a slow client.
    private final ScheduledExecutorService ends =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("board-ends").factory());
    private Map<PatientId, RowState> last = Map.of();
    private volatile @Nullable ScheduledFuture<?> ticking;

    BoardStream(BoardRows rows, InstantSource clock, BoardSettings settings) {
        this.rows = rows;
        this.clock = clock;
        this.interval = settings.interval();
        this.hub = new SseHub<>(settings.heartbeat(), QUEUE_LENGTH);
    }

    /**
     * Begins with the whole board.
     *
     * @param end when the caller's right to see it ends, and the stream with it
     */
    SseEmitter subscribe(Function<BoardChange, Optional<SseHub.Message>> view, Instant end) {
        Instant now = clock.instant();
        SseEmitter emitter =
                hub.subscribe(List.of(new BoardChange(now, rows.states(now), List.of())), view);
        long secondsLeft = Math.max(0, end.getEpochSecond() - now.getEpochSecond());
        ScheduledFuture<?> _ = ends.schedule(emitter::complete, secondsLeft, TimeUnit.SECONDS);
        return emitter;
    }

    /** One look; only ever on the thread of ticks. */
    void tick() {
        try {
            if (hub.subscriberCount() == 0) {
                last = Map.of();
                return;
            }
            Instant now = clock.instant();
            Map<PatientId, RowState> present = new HashMap<>();
            List<RowState> changed = new ArrayList<>();
            for (RowState row : rows.states(now)) {
                present.put(row.patientId(), row);
                if (!row.equals(last.get(row.patientId()))) {
                    changed.add(row);
                }
            }
            List<PatientId> left =
                    last.keySet().stream().filter(id -> !present.containsKey(id)).toList();
            last = present;
            if (!changed.isEmpty() || !left.isEmpty()) {
                hub.publish(new BoardChange(now, changed, left));
            }
        } catch (RuntimeException e) {
            // The next look must not be missed because this one failed.
            log.atError().addKeyValue("exception", e.getClass().getName()).log("board not sent");
        }
    }

    @Override
    public void start() {
        ticking =
                ticks.scheduleAtFixedRate(
                        this::tick,
                        interval.toMillis(),
                        interval.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /** Before the web server, which would wait for the streams to end. */
    @Override
    public void stop() {
        ScheduledFuture<?> running = ticking;
        if (running != null) {
            running.cancel(false);
        }
        ticking = null;
        hub.close();
    }

    @Override
    public boolean isRunning() {
        return ticking != null;
    }
}
