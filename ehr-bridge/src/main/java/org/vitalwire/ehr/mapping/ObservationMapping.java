package org.vitalwire.ehr.mapping;

import org.hl7.fhir.r4.model.Observation;
import org.vitalwire.ehr.ledger.LedgerEntry;

/**
 * How a target wants its Observations written. The same line always gives the same resource, under
 * the line's own id: delivery rests on both.
 */
@FunctionalInterface
public interface ObservationMapping {

    /** As the R4 profiles want them; what {@code /fhir} shows. */
    ObservationMapping STANDARD = ObservationMapper::toObservation;

    Observation toObservation(LedgerEntry entry);
}
