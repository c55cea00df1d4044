package org.vitalwire.gateway.erasure;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.vitalwire.contracts.event.ErasureNotice.ErasedPeriod;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.gateway.association.PatientLedger;
import org.vitalwire.gateway.quarantine.QuarantinedPayloads;
import org.vitalwire.kit.database.TableRewrite;
import org.vitalwire.kit.kafka.EventPublisher;

/**
 * Carries erasures through, one step after the other, each of which may be repeated: what a crash
 * or an outage interrupts goes on from what the database says.
 *
 * <ol>
 *   <li>The services are told, and told again every day until all have answered.
 *   <li>The gateway's own part: the ledger, the quarantine, and the bytes of both.
 *   <li>Once all have forgotten, the request forgets whom it was about.
 * </ol>
 */
final class ErasureRunner implements SmartLifecycle {

    static final String SERVICE = "device-gateway";

    private static final Logger log = LoggerFactory.getLogger(ErasureRunner.class);
    private static final long PUBLISH_PATIENCE_SECONDS = 30;

    private final ErasureStore store;
    private final PatientLedger ledger;
    private final QuarantinedPayloads quarantine;
    private final TableRewrite tables;
    private final EventPublisher publisher;
    private final ErasureSettings settings;
    private final InstantSource clock;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("erasures").factory());
    private volatile boolean running;

    ErasureRunner(
            ErasureStore store,
            PatientLedger ledger,
            QuarantinedPayloads quarantine,
            TableRewrite tables,
            EventPublisher publisher,
            ErasureSettings settings,
            InstantSource clock) {
        this.store = store;
        this.ledger = ledger;
        this.quarantine = quarantine;
        this.tables = tables;
        this.publisher = publisher;
        this.settings = settings;
        this.clock = clock;
    }

    /** There may be something to do. */
    void wake() {
        if (running) {
            thread.execute(this::round);
        }
    }

    private void round() {
        try {
            for (PendingErasure erasure : store.pending()) {
                carryOn(erasure);
            }
        } catch (RuntimeException | SQLException e) {
            // Nothing is lost: the next round begins with the same step.
            log.atWarn()
                    .addKeyValue("exception", e.getClass().getName())
                    .log("an erasure could not go on, it is tried again");
        }
    }

    private void carryOn(PendingErasure erasure) throws SQLException {
        if (erasure.patientId().isPresent()) {
            PatientId patient = erasure.patientId().get();
            tell(erasure, patient);
            if (!erasure.done().contains(SERVICE)) {
                doOwnPart(erasure, patient);
            }
            if (!allHaveForgotten(erasure)) {
                return;
            }
            // Payloads that were on their way to the quarantine have come by now.
            clearQuarantine(erasure);
            store.forgetPatient(erasure.id());
        }
        tables.rewrite(List.of("erasure", "association", "rejection"));
        store.settled(erasure.id(), clock.instant());
        log.atInfo().addKeyValue("erasure", erasure.id()).log("everybody has forgotten");
    }

    private void tell(PendingErasure erasure, PatientId patient) {
        Instant now = clock.instant();
        if (erasure.toldAt().isPresent()
                && now.isBefore(erasure.toldAt().get().plus(settings.tellAgain()))) {
            return;
        }
        publisher
                .publish(EventCodecs.ERASURE, erasure.id(), erasure.event(patient), null)
                .orTimeout(PUBLISH_PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        store.told(erasure.id(), now);
    }

    private void doOwnPart(PendingErasure erasure, PatientId patient) throws SQLException {
        ledger.forget(patient, erasure.requestedAt(), erasure.pseudonym(), erasure.devices());
        long erased = erasure.periods().size() + clearQuarantine(erasure);
        tables.rewrite(List.of("association", "rejection"));
        store.done(erasure.id(), new ErasureStore.Part(SERVICE, erased, clock.instant()));
    }

    private long clearQuarantine(PendingErasure erasure) {
        long cleared = 0;
        for (ErasedPeriod period : erasure.periods()) {
            cleared += quarantine.forget(period.deviceId(), period.from(), period.to());
        }
        return cleared;
    }

    private boolean allHaveForgotten(PendingErasure erasure) {
        return store.parts(erasure.id()).stream()
                .map(ErasureStore.Part::service)
                .toList()
                .containsAll(settings.services());
    }

    @Override
    public void start() {
        running = true;
        Future<?> rounds =
                thread.scheduleWithFixedDelay(
                        this::round, 0, settings.retry().toMillis(), TimeUnit.MILLISECONDS);
        log.atDebug().addKeyValue("started", !rounds.isDone()).log("erasures are carried on");
    }

    @Override
    public void stop() {
        running = false;
        thread.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
