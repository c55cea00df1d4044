package org.vitalwire.gateway.association;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.http.HttpStatus;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.event.DeviceEvent.Severity;
import org.vitalwire.contracts.event.DeviceEventKind;
import org.vitalwire.contracts.id.Canary;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.gateway.event.DeviceEvents;
import org.vitalwire.kit.audit.AuditLog;
import org.vitalwire.kit.census.CensusDirectory;
import org.vitalwire.kit.kafka.BatchHandler;
import org.vitalwire.kit.kafka.RecordDecoder;
import org.vitalwire.kit.security.Caller;
import org.vitalwire.kit.web.ApiProblem;

/**
 * Ends associations of patients who were discharged, and moves devices of merged records to the
 * survivor. Hearing the same again changes nothing. It never puts a device on a patient who was on
 * none: when a discharge is cancelled, a person is asked to look.
 */
final class CensusFollower implements BatchHandler {

    static final String BY = "adt";

    private static final Caller CENSUS = new Caller(BY, Set.of(), Set.of());

    /** Longer ago somebody has seen at the bedside that the device is off. */
    private static final Duration ASK_WITHIN = Duration.ofHours(24);

    private final RecordDecoder decoder;
    private final CensusDirectory census;
    private final AssociationLedger ledger;
    private final AssociationStore store;
    private final AssociationDesk desk;
    private final DeviceEvents events;
    private final AuditLog audit;
    private final InstantSource clock;
    private final Map<PatientId, CensusEntry> gone = new ConcurrentHashMap<>();

    CensusFollower(
            RecordDecoder decoder,
            CensusDirectory census,
            AssociationLedger ledger,
            AssociationStore store,
            AssociationDesk desk,
            DeviceEvents events,
            AuditLog audit,
            InstantSource clock) {
        this.decoder = decoder;
        this.census = census;
        this.ledger = ledger;
        this.store = store;
        this.desk = desk;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public void handle(List<ConsumerRecord<String, byte[]>> batch) {
        decoder.decode(EventCodecs.CENSUS_ENTRY, batch)
                .forEach(received -> follow(received.event()));
    }

    /** What was handled here already must not be missed because the table lags behind. */
    private Optional<CensusEntry> newest(PatientId patient) {
        return Optional.ofNullable(gone.get(patient)).or(() -> census.find(patient));
    }

    private void follow(CensusEntry entry) {
        if (Canary.is(entry.patientId())) {
            return;
        }
        Instant now = clock.instant();
        if (entry.isHere()) {
            gone.remove(entry.patientId());
            store.endedBy(BY, entry.patientId(), now.minus(ASK_WITHIN))
                    .forEach(device ->
                            check(
                                    device,
                                    "the patient is here again; their discharge had ended the"
                                            + " assignment, and nobody renewed it"));
            return;
        }
        gone.put(entry.patientId(), entry);
        CensusVerdict.of(entry, this::newest, ledger.all(), now).forEach(this::act);
    }

    private void act(CensusVerdict verdict) {
        try {
            switch (verdict) {
                case CensusVerdict.End(var device, var associationId, var at) -> {
                    desk.end(associationId, at, BY);
                    audit.action(CENSUS, "end-association", device.value());
                }
                case CensusVerdict.Move(var device, var survivor, var bed) -> {
                    desk.associate(device, survivor, bed, null, null, AssociationMethod.ADT, BY);
                    audit.action(CENSUS, "associate-device", device.value());
                    check(device, "the patient's record was merged, and it is on the survivor now");
                }
                case CensusVerdict.Check(var device, var why) -> check(device, why);
            }
        } catch (ApiProblem e) {
            if (e.status() != HttpStatus.CONFLICT) {
                throw e;
            }
            // Somebody changed it meanwhile; theirs stands.
            check(verdict.device(), "the census wanted another assignment than there is");
        }
    }

    private void check(DeviceId device, String why) {
        events.moment(device, DeviceEventKind.ASSOCIATION_TO_CHECK, Severity.WARNING, why);
    }
}
