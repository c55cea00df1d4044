package org.vitalwire.gateway.erasure;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.vitalwire.contracts.event.ErasureNotice.ErasedPeriod;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.gateway.association.PatientLedger;
import org.vitalwire.gateway.erasure.ErasureView.PartState;
import org.vitalwire.gateway.erasure.ErasureView.State;
import org.vitalwire.kit.census.CensusDirectory;
import org.vitalwire.kit.web.ApiProblem;

/** Takes requests to forget a patient, and tells how far they are. */
final class ErasureDesk {

    private static final Duration LONGEST_RETENTION =
            Arrays.stream(Topic.values())
                    .map(Topic::forgottenAfter)
                    .max(Duration::compareTo)
                    .orElseThrow();

    private final ErasureStore store;
    private final PatientLedger ledger;
    private final CensusDirectory census;
    private final ErasureSettings settings;
    private final InstantSource clock;

    ErasureDesk(
            ErasureStore store,
            PatientLedger ledger,
            CensusDirectory census,
            ErasureSettings settings,
            InstantSource clock) {
        this.store = store;
        this.ledger = ledger;
        this.census = census;
        this.settings = settings;
        this.clock = clock;
    }

    /** Writes the request down; returning means that it will be carried through. */
    ErasureView request(PatientId patient, String reason, String by) {
        if (reason.contains(patient.value())) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST,
                    "REASON_NAMES_PATIENT",
                    "The reason is kept, so it must not name the patient.");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        AtomicReference<String> id = new AtomicReference<>(UUID.randomUUID().toString());
        ledger.whileOnNoDevice(
                patient,
                now,
                periods -> {
                    Optional<PendingErasure> pending = pendingOf(patient, periods);
                    if (pending.isPresent()) {
                        id.set(pending.get().id());
                        return;
                    }
                    if (periods.isEmpty() && census.find(patient).isEmpty()) {
                        throw new ApiProblem(
                                HttpStatus.NOT_FOUND,
                                "PATIENT_UNKNOWN",
                                "Neither the ledger nor the census knows that patient.");
                    }
                    store.insert(id.get(), patient, "erased-" + id.get(), reason, by, now, periods);
                });
        return views().stream()
                .filter(view -> view.id().equals(id.get()))
                .findFirst()
                .orElseThrow();
    }

    /** One that covers those periods: who asks twice asks for the same. */
    private Optional<PendingErasure> pendingOf(PatientId patient, List<ErasedPeriod> periods) {
        return store.pending().stream()
                .filter(pending -> pending.patientId().equals(Optional.of(patient)))
                .filter(pending -> pending.periods().containsAll(periods))
                .findFirst();
    }

    /** The newest first. */
    List<ErasureView> views() {
        return store.all().stream().map(this::view).toList();
    }

    private ErasureView view(ErasureStore.Known erasure) {
        Map<String, ErasureStore.Part> done =
                store.parts(erasure.id()).stream()
                        .collect(Collectors.toMap(ErasureStore.Part::service, Function.identity()));
        List<ErasureView.Part> parts =
                Stream.concat(Stream.of(ErasureRunner.SERVICE), settings.services().stream())
                        .map(service -> {
                            ErasureStore.Part part = done.get(service);
                            return part == null
                                    ? new ErasureView.Part(service, PartState.WAITING, 0, null)
                                    : new ErasureView.Part(
                                            service, PartState.DONE, part.erased(), part.at());
                        })
                        .toList();
        return new ErasureView(
                erasure.id(),
                erasure.settled() ? State.DONE : State.IN_PROGRESS,
                erasure.requestedBy(),
                erasure.requestedAt(),
                parts,
                forgottenBy(erasure));
    }

    /** What was said of the patient before; and the erasure itself, which names them, too. */
    private static Instant forgottenBy(ErasureStore.Known erasure) {
        Instant said = erasure.requestedAt().plus(LONGEST_RETENTION);
        Instant told =
                erasure.toldAt()
                        .orElse(erasure.requestedAt())
                        .plus(Topic.ERASURES.forgottenAfter());
        return said.isAfter(told) ? said : told;
    }
}
