package org.vitalwire.ehr.delivery;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;

/** What of a resource reads like any other word in what a server says about it. */
final class SentWords {

    /** Shorter ones tell nobody anything, and would leave nothing of what was said. */
    private static final int SHORTEST = 3;

    private SentWords() {}

    static List<String> of(Resource resource) {
        return (resource instanceof Observation observation ? of(observation) : all(resource))
                .filter(word -> word != null)
                .toList();
    }

    private static Stream<String> of(Observation observation) {
        Stream<String> ids =
                Stream.of(
                        observation.getSubject().getReferenceElement().getIdPart(),
                        observation.getDevice().getReferenceElement().getIdPart());
        Stream<String> values =
                observation.getValue() instanceof CodeableConcept concept
                        ? Stream.concat(
                                Stream.of(concept.getText()),
                                concept.getCoding().stream().map(coding -> coding.getDisplay()))
                        : Stream.of();
        return Stream.concat(ids, values);
    }

    /** Of an alert: its title, who has it, whom it is about. */
    private static Stream<String> all(Resource resource) {
        var terser = FhirContext.forR4Cached().newTerser();
        return Stream.of(
                        terser
                                .getAllPopulatedChildElementsOfType(resource, Reference.class)
                                .stream()
                                .map(reference -> reference.getReferenceElement().getIdPart()),
                        terser
                                .getAllPopulatedChildElementsOfType(resource, Identifier.class)
                                .stream()
                                .map(Identifier::getValue),
                        terser
                                .getAllPopulatedChildElementsOfType(resource, StringType.class)
                                .stream()
                                .map(StringType::getValue))
                .flatMap(words -> words)
                .filter(word -> word != null && word.length() >= SHORTEST);
    }
}
