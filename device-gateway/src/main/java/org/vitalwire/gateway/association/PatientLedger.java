package org.vitalwire.gateway.association;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.springframework.http.HttpStatus;
import org.vitalwire.contracts.event.AssociationHistory;
import org.vitalwire.contracts.event.ErasureNotice.ErasedPeriod;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.kit.web.ApiProblem;

/** One patient in the ledger: where they were, and how they are forgotten. */
public final class PatientLedger {

    private static final Duration PUBLISH_PATIENCE = Duration.ofSeconds(30);

    private final AssociationDesk desk;
    private final AssociationStore store;
    private final AssociationLedger ledger;
    private final ServiceDatabase database;

    PatientLedger(
            AssociationDesk desk,
            AssociationStore store,
            AssociationLedger ledger,
            ServiceDatabase database) {
        this.desk = desk;
        this.store = store;
        this.ledger = ledger;
        this.database = database;
    }

    /**
     * Gives the periods of a patient who is on no device, in one transaction with what is done with
     * them; nobody changes the ledger meanwhile.
     *
     * @throws ApiProblem STILL_MONITORED while the patient is on a device, or will be
     */
    public void whileOnNoDevice(PatientId patient, Instant now, Consumer<List<ErasedPeriod>> then) {
        synchronized (desk) {
            database.transaction()
                    .executeWithoutResult(status -> {
                        if (store.isOnADevice(patient, now)) {
                            throw new ApiProblem(
                                    HttpStatus.CONFLICT,
                                    "STILL_MONITORED",
                                    "The patient is on a device: end the association first.");
                        }
                        then.accept(store.periodsOf(patient));
                    });
        }
    }

    /**
     * Puts a pseudonym in the patient's place. The periods become history of the ledger itself:
     * what comes late for them belongs to nobody.
     *
     * @param before associations that were made later stay as they are
     * @param devices whose histories are published again, also if nothing was left to change: a
     *     crash may have come between
     * @throws IllegalStateException when the histories could not be published: to be tried again
     */
    public void forget(PatientId patient, Instant before, String pseudonym, Set<DeviceId> devices) {
        CompletableFuture<?> published;
        synchronized (desk) {
            List<AssociationHistory> histories =
                    Objects.requireNonNull(
                            database.transaction()
                                    .execute(status -> {
                                        devices.forEach(store::lockDevice);
                                        store.forget(patient, before, pseudonym);
                                        return devices.stream().map(store::history).toList();
                                    }));
            published =
                    CompletableFuture.allOf(
                            histories.stream()
                                    .map(history -> {
                                        ledger.put(history);
                                        return desk.publish(history);
                                    })
                                    .toArray(CompletableFuture<?>[]::new));
        }
        published.orTimeout(PUBLISH_PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
    }
}
