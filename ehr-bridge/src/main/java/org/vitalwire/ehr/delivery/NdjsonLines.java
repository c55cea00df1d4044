package org.vitalwire.ehr.delivery;

import ca.uhn.fhir.context.FhirContext;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ehr.ledger.ChartLine;
import org.vitalwire.ehr.ledger.FurtherLine;
import org.vitalwire.ehr.ledger.LedgerEntry;
import org.vitalwire.ehr.mapping.FhirIds;
import org.vitalwire.ehr.mapping.FurtherMapper;
import org.vitalwire.ehr.mapping.ObservationMapping;

/**
 * Lines of the chart as lines of a file: our ids, and the revision as {@code meta.versionId}. The
 * same line gives the same text.
 */
final class NdjsonLines {

    private final ObservationMapping mapping;
    private final FhirContext fhir;

    NdjsonLines(ObservationMapping mapping, FhirContext fhir) {
        this.mapping = mapping;
        this.fhir = fhir;
    }

    /**
     * Without a line feed. Empty where the facts give no such resource any more.
     *
     * @param survivors whose the records are since merges
     */
    Optional<String> of(ChartLine line, Map<PatientId, PatientId> survivors) {
        Optional<? extends Resource> resource =
                switch (line) {
                    case LedgerEntry entry -> Optional.of(observation(entry, survivors));
                    case FurtherLine further -> further(further, survivors);
                };
        return resource.map(written -> {
            written.setId(line.id());
            written.getMeta().setVersionId(Integer.toString(line.revision()));
            return fhir.newJsonParser().encodeResourceToString(written);
        });
    }

    private Observation observation(LedgerEntry entry, Map<PatientId, PatientId> survivors) {
        PatientId measuredOn = entry.chart().key().patientId();
        return mapping.toObservation(entry)
                .setSubject(
                        new Reference(
                                "Patient/"
                                        + FhirIds.of(
                                                survivors.getOrDefault(measuredOn, measuredOn))));
    }

    private Optional<Resource> further(FurtherLine line, Map<PatientId, PatientId> survivors) {
        Optional<Resource> resource = FurtherMapper.toResource(line);
        if (resource.isPresent() && line.patientId().isPresent()) {
            PatientId about = line.patientId().get();
            String survivor = "Patient/" + FhirIds.of(survivors.getOrDefault(about, about));
            fhir
                    .newTerser()
                    .getAllPopulatedChildElementsOfType(resource.get(), Reference.class)
                    .stream()
                    .filter(reference ->
                            "Patient".equals(reference.getReferenceElement().getResourceType()))
                    .forEach(reference -> reference.setReference(survivor));
        }
        return resource;
    }
}
