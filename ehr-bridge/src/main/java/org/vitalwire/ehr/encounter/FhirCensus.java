package org.vitalwire.ehr.encounter;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Patient.LinkType;
import org.hl7.fhir.r4.model.Patient.PatientLinkComponent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ehr.census.CensusChange;
import org.vitalwire.ehr.census.CensusChange.Place;
import org.vitalwire.ehr.census.CensusChange.Stay;
import org.vitalwire.ehr.census.CensusDesk;
import org.vitalwire.ehr.census.CensusSource;
import org.vitalwire.ehr.encounter.FhirReader.NotReadException;

/**
 * One look at a hospital's FHIR server: encounters and patients that were saved since the last, in
 * the order in which they were saved. The first look asks for who is there. How far it got is kept
 * after each page; to read a page again changes nothing.
 */
final class FhirCensus {

    private static final Logger log = LoggerFactory.getLogger(FhirCensus.class);
    private static final String OPEN = "status=arrived,triaged,in-progress,onleave";

    private final FhirReader server;
    private final FhirCensusSettings settings;
    private final Places places;
    private final CensusDesk census;
    private final PollProgress progress;
    private final InstantSource clock;

    FhirCensus(
            FhirReader server,
            FhirCensusSettings settings,
            CensusDesk census,
            PollProgress progress,
            InstantSource clock) {
        this.server = server;
        this.settings = settings;
        this.places = new Places(server, settings.units(), clock);
        this.census = census;
        this.progress = progress;
        this.clock = clock;
    }

    void look() throws NotReadException, InterruptedException {
        // Patients first: an encounter of a merged record is the survivor's.
        pages("Patient", "", this::patients);
        pages("Encounter", "&_include=Encounter:subject", this::encounters);
        census.publishSoon();
    }

    private interface Page {
        void take(Bundle page) throws NotReadException, InterruptedException;
    }

    private void pages(String type, String more, Page taken)
            throws NotReadException, InterruptedException {
        Instant began = clock.instant();
        Optional<Instant> since = progress.of(type);
        if (since.isEmpty() && type.equals("Patient")) {
            // Whoever is here comes with their encounters.
            progress.reached(type, began.minus(settings.overlap()));
            return;
        }
        String which =
                since.map(time ->
                                "_lastUpdated=ge"
                                        + time.minus(settings.overlap())
                                                .truncatedTo(ChronoUnit.MILLIS))
                        .orElse(OPEN);
        Bundle page =
                server.search(
                        type
                                + "?"
                                + which
                                + "&_sort=_lastUpdated&_count="
                                + settings.pageSize()
                                + more);
        Instant newest = since.orElse(Instant.EPOCH);
        for (int pages = 1; ; pages++) {
            taken.take(page);
            Instant last = newest(page, type);
            boolean sorted = !last.isBefore(newest);
            newest = last.isAfter(newest) ? last : newest;
            Optional<Bundle> next = server.next(page);
            if (next.isEmpty()) {
                // By the server's clock; where nothing came, by ours, which may be off.
                progress.reached(
                        type,
                        newest.equals(Instant.EPOCH) ? began.minus(settings.overlap()) : newest);
                return;
            }
            if (pages >= settings.pagesPerLook()) {
                if (since.isPresent() && sorted) {
                    progress.reached(type, newest);
                    return;
                }
                log.atWarn()
                        .addKeyValue("type", type)
                        .log("more pages than one look may take, and no order to go on by");
            }
            page = next.get();
        }
    }

    private static Instant newest(Bundle page, String type) {
        return page.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(resource -> resource.fhirType().equals(type))
                .filter(resource -> resource.getMeta().hasLastUpdated())
                .map(resource -> resource.getMeta().getLastUpdated().toInstant())
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    private void patients(Bundle page) throws NotReadException, InterruptedException {
        for (Bundle.BundleEntryComponent entry : page.getEntry()) {
            if (entry.getResource() instanceof Patient patient) {
                patient(patient);
            }
        }
    }

    private void patient(Patient patient) throws NotReadException, InterruptedException {
        Optional<PatientId> id =
                EncounterRules.patientId(patient, settings.patientIdentifierSystem());
        if (id.isEmpty()) {
            return;
        }
        Instant savedAt =
                patient.getMeta().hasLastUpdated()
                        ? patient.getMeta().getLastUpdated().toInstant()
                        : clock.instant();
        Optional<PatientLinkComponent> replaced =
                patient.getLink().stream()
                        .filter(link -> link.getType() == LinkType.REPLACEDBY)
                        .findFirst();
        if (replaced.isEmpty()) {
            apply(change(id.get(), patient, Optional.empty(), new Stay.AsBefore(), savedAt));
            return;
        }
        Optional<Patient> survivor =
                server.read(
                        Patient.class, replaced.get().getOther().getReferenceElement().getIdPart());
        Optional<PatientId> into =
                survivor.flatMap(found ->
                        EncounterRules.patientId(found, settings.patientIdentifierSystem()));
        if (into.isPresent()) {
            census.merge(
                            id.get(),
                            change(
                                    into.get(),
                                    survivor.get(),
                                    Optional.empty(),
                                    new Stay.AsBefore(),
                                    savedAt),
                            savedAt,
                            clock.instant())
                    .ifPresent(FhirCensus::warn);
        }
    }

    private void encounters(Bundle page) throws NotReadException, InterruptedException {
        Map<String, Patient> patients = new HashMap<>();
        for (Bundle.BundleEntryComponent entry : page.getEntry()) {
            if (entry.getResource() instanceof Patient patient) {
                patients.put(patient.getIdElement().getIdPart(), patient);
            }
        }
        for (Bundle.BundleEntryComponent entry : page.getEntry()) {
            if (entry.getResource() instanceof Encounter encounter) {
                encounter(encounter, patients);
            }
        }
    }

    private void encounter(Encounter encounter, Map<String, Patient> patients)
            throws NotReadException, InterruptedException {
        Optional<Stay> stay = EncounterRules.stay(encounter, settings.classes());
        String subject = encounter.getSubject().getReferenceElement().getIdPart();
        if (stay.isEmpty() || subject == null) {
            return;
        }
        Patient patient = patients.get(subject);
        if (patient == null) {
            patient = server.read(Patient.class, subject).orElse(null);
            if (patient == null) {
                return;
            }
            patients.put(subject, patient);
        }
        Optional<PatientId> id =
                EncounterRules.patientId(patient, settings.patientIdentifierSystem());
        // An old stay may be saved again, for the bill say, while the patient is here anew.
        if (id.isEmpty() || (stay.get() instanceof Stay.Gone && isHereOtherwise(subject))) {
            return;
        }
        Optional<Place> place =
                stay.get() instanceof Stay.Here ? places.of(encounter) : Optional.empty();
        apply(change(id.get(), patient, place, stay.get(), EncounterRules.savedAt(encounter)));
    }

    private boolean isHereOtherwise(String subject) throws NotReadException, InterruptedException {
        return server
                .search("Encounter?subject=Patient/" + subject + "&" + OPEN + "&_count=50")
                .getEntry()
                .stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(Encounter.class::isInstance)
                .map(Encounter.class::cast)
                .anyMatch(open ->
                        EncounterRules.stay(open, settings.classes())
                                .filter(Stay.Here.class::isInstance)
                                .isPresent());
    }

    private static CensusChange change(
            PatientId id, Patient patient, Optional<Place> place, Stay stay, Instant savedAt) {
        return new CensusChange(
                id,
                EncounterRules.name(patient),
                EncounterRules.birthDate(patient),
                place,
                stay,
                savedAt,
                CensusSource.FHIR);
    }

    private void apply(CensusChange change) {
        // Encounters of a merged record stay where they were over there; the survivor has its own.
        census.apply(change, clock.instant())
                .ifPresent(reason ->
                        log.atDebug().addKeyValue("reason", reason).log("encounter not applied"));
    }

    private static void warn(String reason) {
        log.atWarn().addKeyValue("reason", reason).log("what the FHIR server says is not applied");
    }
}
