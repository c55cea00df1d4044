package org.vitalwire.ingest.board;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.vitalwire.contracts.event.AssociationHistory;
import org.vitalwire.contracts.id.Canary;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ingest.score.ScoreStore;
import org.vitalwire.ingest.store.DevicePeriod;
import org.vitalwire.ingest.store.SampleStore;
import org.vitalwire.ingest.store.SampleStore.Bucket;

/**
 * Loads patients from the database when their associations change, the first time included: a
 * thread of its own works the waiting ones off, and keeps on while the database is away.
 */
final class BoardLoader implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(BoardLoader.class);
    private static final long PAUSE_AFTER_FAULT_MS = 1_000;
    private static final List<VitalSign> TREND_SIGNS =
            List.of(VitalSign.HEART_RATE, VitalSign.SPO2);

    private final Associations associations;
    private final Board board;
    private final SampleStore samples;
    private final ScoreStore scores;
    private final InstantSource clock;
    private final SequencedSet<PatientId> waiting = new LinkedHashSet<>();
    private volatile boolean running;
    private @Nullable Thread thread;

    BoardLoader(
            Associations associations,
            Board board,
            SampleStore samples,
            ScoreStore scores,
            InstantSource clock) {
        this.associations = associations;
        this.board = board;
        this.samples = samples;
        this.scores = scores;
        this.clock = clock;
    }

    void associationsChanged(String device, @Nullable AssociationHistory history) {
        if (!Canary.DEVICE.value().equals(device)) {
            reload(associations.change(device, history));
        }
    }

    /** Shows the patient anew as the database has it, soon. */
    void reload(PatientId patientId) {
        reload(Set.of(patientId));
    }

    private void reload(Set<PatientId> concerned) {
        synchronized (waiting) {
            waiting.addAll(concerned);
            waiting.notifyAll();
        }
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().daemon().name("board-loader").start(this::work);
    }

    private void work() {
        try {
            while (running) {
                PatientId next = take();
                try {
                    load(next);
                } catch (RuntimeException e) {
                    log.atWarn()
                            .addKeyValue("exception", e.getClass().getName())
                            .log("patient not loaded onto the board, trying again");
                    synchronized (waiting) {
                        waiting.add(next);
                    }
                    Thread.sleep(PAUSE_AFTER_FAULT_MS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private PatientId take() throws InterruptedException {
        synchronized (waiting) {
            while (waiting.isEmpty()) {
                waiting.wait();
            }
            return waiting.removeFirst();
        }
    }

    void load(PatientId patientId) {
        Instant now = clock.instant();
        if (!associations.isOrWillBePresent(patientId, now)) {
            board.forget(patientId);
            return;
        }
        PatientState state = board.beginLoading(patientId);
        List<DevicePeriod> periods = associations.periodsOf(patientId);
        state.load(samples.latest(DevicePeriod.untilNow(periods, now)).values());
        List<DevicePeriod> recent =
                DevicePeriod.within(periods, now.minus(Trend.SPAN), now.plus(Trend.STEP));
        Instant origin = Instant.EPOCH;
        for (VitalSign sign : TREND_SIGNS) {
            for (Bucket bucket : samples.buckets(recent, sign, origin, Trend.STEP)) {
                if (!bucket.flaggedOnly()) {
                    state.loadTrend(
                            sign, bucket.start(), sign.entry().roundToResolution(bucket.mean()));
                }
            }
        }
        scores.latest(patientId, BoardRows.SCORE).ifPresent(state::load);
        board.show(patientId, state);
    }

    @Override
    public void stop() {
        running = false;
        Thread working = thread;
        if (working != null) {
            working.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
