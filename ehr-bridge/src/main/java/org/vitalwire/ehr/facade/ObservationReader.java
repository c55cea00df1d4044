package org.vitalwire.ehr.facade;

import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Observation;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ehr.census.Survivors;
import org.vitalwire.ehr.chart.ChartKey;
import org.vitalwire.ehr.facade.ObservationSearch.Criteria;
import org.vitalwire.ehr.ledger.LedgerEntry;
import org.vitalwire.ehr.ledger.LedgerSearch;
import org.vitalwire.ehr.mapping.ObservationMapper;
import org.vitalwire.ehr.mapping.SubjectMapper;
import org.vitalwire.kit.security.Caller;

/** Lines of the chart as Observations, and single ones by their ids. */
final class ObservationReader {

    /** What was charted a moment ago may not be stored yet. */
    private static final Duration STORED_WITHIN = Duration.ofMinutes(5);

    private static final int RETRY_AFTER_SECONDS = 10;

    /** Of one item: one of each device. */
    private static final int LINES_OF_A_MINUTE = 100;

    private final ObservationSearch search;
    private final LedgerSearch ledger;
    private final VisiblePatients patients;
    private final Survivors survivors;
    private final InstantSource clock;

    ObservationReader(
            ObservationSearch search,
            LedgerSearch ledger,
            VisiblePatients patients,
            Survivors survivors,
            InstantSource clock) {
        this.search = search;
        this.ledger = ledger;
        this.patients = patients;
        this.survivors = survivors;
        this.clock = clock;
    }

    /**
     * A line by its id, which is a digest: only the ledger knows what it is of.
     *
     * @throws ResourceNotFoundException also where the caller may not see the patient
     * @throws ResourceGoneException when nothing of it counts any more: it was entered in error, or
     *     measured on somebody else
     */
    LedgerEntry byId(Caller caller, String id, String token) {
        LedgerEntry charted =
                ledger.find(ofId(id), true, 0, 1).stream()
                        .filter(entry ->
                                patients.isVisible(caller, entry.chart().key().patientId()))
                        .findFirst()
                        .orElseThrow(() -> new ResourceNotFoundException("no such observation"));
        ChartKey key = charted.chart().key();
        Criteria minute =
                new Criteria(
                        Set.of(key.patientId()),
                        Set.of(key.item()),
                        key.minute(),
                        key.minute().plusSeconds(60),
                        Optional.empty());
        return search
                .page(minute, true, Optional.empty(), LINES_OF_A_MINUTE, token)
                .entries()
                .stream()
                .filter(entry -> entry.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        clock.instant().isBefore(charted.chartedAt().plus(STORED_WITHIN))
                                ? IngestFailures.unavailable(
                                        "what was measured is not stored yet", RETRY_AFTER_SECONDS)
                                : new ResourceGoneException(
                                        "its values were entered in error or are not this patient's"));
    }

    private static LedgerSearch.Criteria ofId(String id) {
        return new LedgerSearch.Criteria(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Set.of(id)),
                Optional.empty(),
                Optional.empty());
    }

    List<Observation> observations(Collection<LedgerEntry> entries) {
        Map<PatientId, PatientId> subjectOf =
                survivors.ofAll(
                        entries.stream()
                                .map(entry -> entry.chart().key().patientId())
                                .distinct()
                                .toList());
        return entries.stream().map(entry -> observation(entry, subjectOf)).toList();
    }

    private static Observation observation(LedgerEntry entry, Map<PatientId, PatientId> subjectOf) {
        Observation observation = ObservationMapper.toObservation(entry);
        PatientId measuredOn = entry.chart().key().patientId();
        observation.setSubject(
                SubjectMapper.reference(subjectOf.getOrDefault(measuredOn, measuredOn)));
        Instant charted = entry.chartedAt();
        observation
                .getMeta()
                .setVersionId(Integer.toString(entry.revision()))
                .setLastUpdated(Date.from(charted));
        return observation;
    }
}
