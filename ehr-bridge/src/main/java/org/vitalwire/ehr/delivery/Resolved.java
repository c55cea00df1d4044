package org.vitalwire.ehr.delivery;

import java.util.Optional;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;
import org.vitalwire.ehr.ledger.ChartLine;
import org.vitalwire.ehr.ledger.Due;

/**
 * A line with its resource as the target wants it.
 *
 * @param remoteId what is replaced; empty where the target has nothing yet
 */
record Resolved(Due due, Resource resource, Optional<String> remoteId) {

    ChartLine line() {
        return due.line();
    }

    String type() {
        return resource.fhirType();
    }

    /** By which it is found again: the first of its identifiers is ours. */
    Identifier identifier() {
        return identifiers(resource).getFirst();
    }

    static java.util.List<Identifier> identifiers(Resource resource) {
        Property identifiers = resource.getNamedProperty("identifier");
        return identifiers == null
                ? java.util.List.of()
                : identifiers.getValues().stream()
                        .filter(Identifier.class::isInstance)
                        .map(Identifier.class::cast)
                        .toList();
    }
}
