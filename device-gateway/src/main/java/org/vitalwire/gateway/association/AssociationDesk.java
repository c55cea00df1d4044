package org.vitalwire.gateway.association;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.vitalwire.contracts.event.AssociationHistory;
import org.vitalwire.contracts.event.AssociationPeriod;
import org.vitalwire.contracts.event.DeviceEvent.Severity;
import org.vitalwire.contracts.event.DeviceEventKind;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.gateway.event.DeviceEvents;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.kit.kafka.EventPublisher;
import org.vitalwire.kit.web.ApiProblem;

/** Changes the ledger: database, then memory, then the topic on which the others learn of it. */
final class AssociationDesk {

    private static final Logger log = LoggerFactory.getLogger(AssociationDesk.class);
    private static final Duration PUBLISH_PATIENCE = Duration.ofSeconds(5);

    private final AssociationStore store;
    private final AssociationLedger ledger;
    private final ServiceDatabase database;
    private final EventPublisher publisher;
    private final DeviceEvents events;
    private final InstantSource clock;

    AssociationDesk(
            AssociationStore store,
            AssociationLedger ledger,
            ServiceDatabase database,
            EventPublisher publisher,
            DeviceEvents events,
            InstantSource clock) {
        this.store = store;
        this.ledger = ledger;
        this.database = database;
        this.publisher = publisher;
        this.events = events;
        this.clock = clock;
    }

    /** A period of a device, and whether this call made it. */
    record Made(DeviceId device, AssociationPeriod period, boolean isNew) {}

    /**
     * @param from null for now
     * @param to null for as long as nobody says otherwise
     */
    Made associate(
            DeviceId device,
            PatientId patient,
            Optional<String> bed,
            @Nullable Instant from,
            @Nullable Instant to,
            AssociationMethod method,
            String by) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return change(
                device,
                history -> {
                    Optional<AssociationPeriod> open = openOn(history, patient, bed);
                    if (from == null && to == null && open.isPresent()) {
                        return new LedgerChange.Unchanged(open.get());
                    }
                    LedgerChange change =
                            LedgerChange.associate(
                                    history,
                                    new AssociationPeriod(
                                            UUID.randomUUID().toString(),
                                            patient,
                                            bed,
                                            from == null ? now : micros(from),
                                            Optional.ofNullable(to).map(AssociationDesk::micros),
                                            by));
                    if (change instanceof LedgerChange.Changed changed) {
                        changed.closed().ifPresent(closed -> store.end(closed, by));
                        store.insert(device, changed.period(), method, now);
                        ledger.remember(changed.period().associationId(), method);
                    }
                    return change;
                });
    }

    Made end(String associationId, @Nullable Instant at, String by) {
        Instant end = micros(at == null ? clock.instant() : at);
        DeviceId device = store.deviceOf(associationId).orElseThrow(AssociationDesk::noSuch);
        return change(
                device,
                history -> {
                    LedgerChange change = LedgerChange.end(history, associationId, end);
                    if (change instanceof LedgerChange.Changed changed) {
                        store.end(changed.period(), by);
                    }
                    return change;
                });
    }

    /**
     * Says that an association was wrong. What was measured in it belongs to whom the corrected one
     * names, from now on and for all that ask; the wrong one is kept with who, when and why.
     *
     * @param why in the caller's words: kept in the ledger, told to nobody
     */
    Made correct(String associationId, Correction correction, String why) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        DeviceId device = store.deviceOf(associationId).orElseThrow(AssociationDesk::noSuch);
        Made made =
                change(
                        device,
                        history -> {
                            LedgerChange change = correction.of(history, associationId);
                            if (change instanceof LedgerChange.Changed changed) {
                                AssociationPeriod wrong = changed.closed().orElseThrow();
                                AssociationMethod method = ledger.method(associationId);
                                store.supersede(wrong, changed.period(), now, correction.by(), why);
                                store.insert(device, changed.period(), method, now);
                                ledger.remember(changed.period().associationId(), method);
                            }
                            return change;
                        });
        if (made.isNew()) {
            events.moment(
                    device,
                    DeviceEventKind.ASSOCIATION_CORRECTED,
                    Severity.WARNING,
                    "what it measured from %s to %s was attributed anew"
                            .formatted(
                                    made.period().from(),
                                    made.period().to().map(Instant::toString).orElse("now")));
        }
        return made;
    }

    /** What a crash between commit and publication left unsaid is said again. */
    void publishAll() {
        List<CompletableFuture<Void>> published = ledger.all().stream().map(this::publish).toList();
        log.atInfo().addKeyValue("devices", published.size()).log("associations published again");
    }

    private interface Change {
        LedgerChange of(AssociationHistory history);
    }

    private Made change(DeviceId device, Change wanted) {
        LedgerChange change;
        CompletableFuture<Void> announced;
        // Commit, memory and topic must see changes in one order; they are rare enough for one
        // lock.
        synchronized (this) {
            change = commit(device, wanted);
            if (change instanceof LedgerChange.Changed changed) {
                ledger.put(changed.history());
            }
            announced = publish(ledger.of(device));
        }
        return switch (change) {
            case LedgerChange.Changed changed -> {
                await(announced, device);
                yield new Made(device, changed.period(), true);
            }
            case LedgerChange.Unchanged unchanged -> {
                await(announced, device);
                yield new Made(device, unchanged.period(), false);
            }
            case LedgerChange.Overlapping overlapping ->
                    throw new ApiProblem(
                            HttpStatus.CONFLICT,
                            "ASSOCIATION_OVERLAPS",
                            "The device was on a patient at some of that time already.");
            case LedgerChange.NotOpen notOpen ->
                    throw new ApiProblem(
                            HttpStatus.CONFLICT,
                            "ASSOCIATION_NOT_OPEN",
                            "The association has ended, or would end before it began.");
        };
    }

    private LedgerChange commit(DeviceId device, Change wanted) {
        return Objects.requireNonNull(
                database.transaction()
                        .execute(status -> {
                            if (!store.lockDevice(device)) {
                                throw new ApiProblem(
                                        HttpStatus.NOT_FOUND,
                                        "DEVICE_NOT_FOUND",
                                        "No such device.");
                            }
                            return wanted.of(store.history(device));
                        }));
    }

    /** Others act on the topic, so the answer waits for it; the change itself stands. */
    private static void await(CompletableFuture<Void> announced, DeviceId device) {
        try {
            announced.get(PUBLISH_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            log.atWarn()
                    .addKeyValue("deviceId", device)
                    .addKeyValue("code", FailureCode.STREAM_UNAVAILABLE)
                    .log("association is kept but not announced yet");
            throw new ApiProblem(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    FailureCode.STREAM_UNAVAILABLE.name(),
                    "The association is kept and will be announced once the stream is back.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while announcing an association", e);
        }
    }

    CompletableFuture<Void> publish(AssociationHistory history) {
        return publisher.publish(
                EventCodecs.ASSOCIATION_HISTORY, history.deviceId().value(), history, null);
    }

    private static Optional<AssociationPeriod> openOn(
            AssociationHistory history, PatientId patient, Optional<String> bed) {
        return history.periods().stream()
                .filter(AssociationPeriod::isOpen)
                .filter(period -> period.patientId().equals(patient))
                .filter(period -> bed.isEmpty() || period.bed().equals(bed))
                .findFirst();
    }

    private static Instant micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    private static ApiProblem noSuch() {
        return new ApiProblem(
                HttpStatus.NOT_FOUND, "ASSOCIATION_NOT_FOUND", "No such association.");
    }
}
