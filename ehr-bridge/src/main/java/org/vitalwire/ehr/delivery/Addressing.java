package org.vitalwire.ehr.delivery;

import ca.uhn.fhir.context.FhirContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ehr.delivery.SubjectDirectory.Subject;
import org.vitalwire.ehr.ledger.ChartKind;
import org.vitalwire.ehr.ledger.DeliveryLedger;
import org.vitalwire.ehr.ledger.DeliveryLedger.Whereabouts;
import org.vitalwire.ehr.ledger.Due;
import org.vitalwire.ehr.ledger.FurtherLine;
import org.vitalwire.ehr.ledger.LedgerEntry;
import org.vitalwire.ehr.mapping.FurtherMapper;
import org.vitalwire.ehr.mapping.ObservationMapping;
import org.vitalwire.ehr.mapping.PlatformMapper;

/**
 * Makes the resource of a line as a target wants it: referring to patients, devices and other lines
 * by the ids that they have there, and only to what is there.
 */
final class Addressing {

    /** For a patient whom the target does not have yet. */
    private static final Duration ASK_AGAIN_FOR_PATIENT = Duration.ofMinutes(5);

    /** For a Flag that goes before what refers to it. */
    private static final Duration ASK_AGAIN_FOR_FLAG = Duration.ofSeconds(5);

    private final boolean clientIds;
    private final DeliveryLedger ledger;
    private final SubjectDirectory subjects;
    private final ObservationMapping mapping;
    private final FhirContext fhir;

    /** What came of it. */
    sealed interface Addressed {
        record Ready(Resolved resolved) implements Addressed {}

        /** What it refers to is not there yet. */
        record Later(String why, Duration delay) implements Addressed {}

        /** It can never be delivered as it is. */
        record Impossible(String error) implements Addressed {}

        record NotNow(Answer.Unavailable cause) implements Addressed {}
    }

    Addressing(
            boolean clientIds,
            DeliveryLedger ledger,
            SubjectDirectory subjects,
            ObservationMapping mapping,
            FhirContext fhir) {
        this.clientIds = clientIds;
        this.ledger = ledger;
        this.subjects = subjects;
        this.mapping = mapping;
        this.fhir = fhir;
    }

    /**
     * @param survivors whose the records are since merges
     */
    Addressed address(Due due, Map<PatientId, PatientId> survivors) throws InterruptedException {
        return switch (due.line()) {
            case LedgerEntry entry -> observation(due, entry, survivors);
            case FurtherLine line -> further(due, line, survivors);
        };
    }

    private Addressed observation(Due due, LedgerEntry entry, Map<PatientId, PatientId> survivors)
            throws InterruptedException {
        PatientId measuredOn = entry.chart().key().patientId();
        Subject patient = subjects.patient(survivors.getOrDefault(measuredOn, measuredOn));
        if (!(patient instanceof Subject.Found(String patientReference))) {
            return without(patient);
        }
        Optional<String> deviceReference = Optional.empty();
        if (entry.chart().key().deviceId().isPresent()) {
            Subject device = subjects.device(entry.chart().key().deviceId().get());
            if (!(device instanceof Subject.Found(String reference))) {
                return without(device);
            }
            deviceReference = Optional.of(reference);
        }
        LedgerEntry complete = ledger.withInputs(entry);
        Observation observation = mapping.toObservation(complete);
        observation.setSubject(new Reference(patientReference));
        if (!clientIds) {
            deviceReference.ifPresent(reference -> observation.setDevice(new Reference(reference)));
            List<String> inputs = complete.derivedFrom().orElse(List.of());
            Map<String, String> remote = ledger.remoteIds(inputs);
            observation.setDerivedFrom(
                    inputs.stream()
                            .flatMap(id -> Optional.ofNullable(remote.get(id)).stream())
                            .map(id -> new Reference("Observation/" + id))
                            .collect(Collectors.toList()));
        }
        return new Addressed.Ready(new Resolved(due.with(complete), observation, Optional.empty()));
    }

    private Addressed further(Due due, FurtherLine line, Map<PatientId, PatientId> survivors)
            throws InterruptedException {
        Optional<Resource> resource = FurtherMapper.toResource(line);
        if (resource.isEmpty()) {
            return new Addressed.Impossible("no-longer-so");
        }
        for (Reference reference :
                fhir.newTerser()
                        .getAllPopulatedChildElementsOfType(resource.get(), Reference.class)) {
            if (reference.hasReference()) {
                Optional<Addressed> hindrance = resolve(reference, line, survivors);
                if (hindrance.isPresent()) {
                    return hindrance.get();
                }
            }
        }
        return new Addressed.Ready(new Resolved(due, resource.get(), Optional.empty()));
    }

    /** Makes it refer to what the target has; empty when that is done. */
    private Optional<Addressed> resolve(
            Reference reference, FurtherLine line, Map<PatientId, PatientId> survivors)
            throws InterruptedException {
        String type = reference.getReferenceElement().getResourceType();
        if (type.equals("Flag")) {
            return flag(reference);
        }
        Subject subject =
                type.equals("Patient")
                        ? patient(line, survivors)
                        : reference.getReference().equals(PlatformMapper.REFERENCE)
                                ? subjects.platform()
                                : subjects.device(device(line));
        if (!(subject instanceof Subject.Found(String found))) {
            return Optional.of(without(subject));
        }
        reference.setReference(found);
        return Optional.empty();
    }

    private Subject patient(FurtherLine line, Map<PatientId, PatientId> survivors)
            throws InterruptedException {
        PatientId calledFor = line.patientId().orElseThrow();
        return subjects.patient(survivors.getOrDefault(calledFor, calledFor));
    }

    private static DeviceId device(FurtherLine line) {
        return switch (line.facts()) {
            case FurtherLine.Metric metric -> metric.deviceId();
            case FurtherLine.OfDevice device -> device.deviceId();
            case FurtherLine.Alert alert ->
                    throw new IllegalStateException("an alert refers to no device but ours");
        };
    }

    private Optional<Addressed> flag(Reference reference) {
        String id = reference.getReferenceElement().getIdPart();
        return switch (ledger.whereabouts(ChartKind.FLAG, id)) {
            case Whereabouts.There(Optional<String> remoteId) -> {
                if (!clientIds) {
                    reference.setReference("Flag/" + remoteId.orElse(id));
                }
                yield Optional.empty();
            }
            case Whereabouts.NotYet notYet ->
                    Optional.of(new Addressed.Later("flag-not-there", ASK_AGAIN_FOR_FLAG));
            case Whereabouts.Refused refused ->
                    Optional.of(new Addressed.Impossible("flag-refused"));
            case Whereabouts.Nowhere nowhere -> {
                reference.setReference(null);
                yield Optional.empty();
            }
        };
    }

    private static Addressed without(Subject subject) {
        return switch (subject) {
            case Subject.Unknown unknown ->
                    new Addressed.Later("patient-unknown", ASK_AGAIN_FOR_PATIENT);
            case Subject.Impossible(String error) -> new Addressed.Impossible(error);
            case Subject.Unavailable(Answer.Unavailable cause) -> new Addressed.NotNow(cause);
            case Subject.Found found -> throw new IllegalStateException("it is there");
        };
    }
}
