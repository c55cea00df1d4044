package org.vitalwire.ehr.encoding;

import java.util.List;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.SampledData;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import tools.jackson.core.JsonGenerator;

/** An Observation with the elements that ours have, in the order of the specification. */
final class ObservationJson {

    private final JsonGenerator json;
    private final TypeJson types;

    ObservationJson(JsonGenerator json) {
        this.json = json;
        this.types = new TypeJson(json);
    }

    void write(Observation observation) {
        refuseMore(observation);
        json.writeStartObject();
        json.writeStringProperty("resourceType", "Observation");
        if (observation.hasIdElement()) {
            types.plain(observation.getIdElement());
            // HAPI writes it as the version of the resource.
            BeyondOursException.when(observation.getIdElement().hasVersionIdPart());
            json.writeStringProperty("id", observation.getIdElement().getIdPart());
        }
        if (observation.hasMeta()) {
            meta(observation.getMeta());
        }
        each("identifier", observation.getIdentifier(), types::identifier);
        types.text("status", observation.hasStatus() ? observation.getStatusElement() : null);
        each("category", observation.getCategory(), types::concept);
        concept("code", observation.hasCode(), observation.getCode());
        if (observation.hasSubject()) {
            json.writeName("subject");
            types.reference(observation.getSubject());
        }
        if (observation.hasEffective()) {
            types.choice("effective", observation.getEffective());
        }
        types.text("issued", observation.hasIssued() ? observation.getIssuedElement() : null);
        value(observation.getValue());
        concept(
                "dataAbsentReason",
                observation.hasDataAbsentReason(),
                observation.getDataAbsentReason());
        each("interpretation", observation.getInterpretation(), types::concept);
        each("note", observation.getNote(), types::note);
        concept("method", observation.hasMethod(), observation.getMethod());
        if (observation.hasDevice()) {
            json.writeName("device");
            types.reference(observation.getDevice());
        }
        each("derivedFrom", observation.getDerivedFrom(), types::reference);
        each("component", observation.getComponent(), this::component);
        json.writeEndObject();
    }

    private static void refuseMore(Observation observation) {
        BeyondOursException.when(
                observation.hasImplicitRules()
                        || observation.hasLanguage()
                        || observation.hasText()
                        || observation.hasContained()
                        || observation.hasExtension()
                        || observation.hasModifierExtension()
                        || observation.hasBasedOn()
                        || observation.hasPartOf()
                        || observation.hasFocus()
                        || observation.hasEncounter()
                        || observation.hasPerformer()
                        || observation.hasBodySite()
                        || observation.hasSpecimen()
                        || observation.hasReferenceRange()
                        || observation.hasHasMember());
    }

    private void meta(Meta meta) {
        types.plain(meta);
        BeyondOursException.when(meta.hasSource());
        json.writeName("meta").writeStartObject();
        types.text("versionId", meta.hasVersionId() ? meta.getVersionIdElement() : null);
        types.text("lastUpdated", meta.hasLastUpdated() ? meta.getLastUpdatedElement() : null);
        each(
                "profile",
                meta.getProfile(),
                profile -> {
                    types.plain(profile);
                    json.writeString(profile.getValue());
                });
        each("security", meta.getSecurity(), types::coding);
        each("tag", meta.getTag(), types::coding);
        json.writeEndObject();
    }

    private void component(ObservationComponentComponent component) {
        types.plain(component);
        BeyondOursException.when(component.hasModifierExtension() || component.hasReferenceRange());
        json.writeStartObject();
        concept("code", component.hasCode(), component.getCode());
        value(component.getValue());
        concept(
                "dataAbsentReason",
                component.hasDataAbsentReason(),
                component.getDataAbsentReason());
        each("interpretation", component.getInterpretation(), types::concept);
        json.writeEndObject();
    }

    private void value(@org.jspecify.annotations.Nullable Type value) {
        switch (value) {
            case null -> {}
            case Quantity quantity -> {
                json.writeName("valueQuantity");
                types.quantity(quantity);
            }
            case CodeableConcept concept -> {
                json.writeName("valueCodeableConcept");
                types.concept(concept);
            }
            case SampledData data -> {
                json.writeName("valueSampledData");
                types.sampledData(data);
            }
            case StringType text when text.getClass() == StringType.class ->
                    types.text("valueString", text);
            case IntegerType number when number.getClass() == IntegerType.class ->
                    types.whole("valueInteger", number);
            default -> BeyondOursException.when(true);
        }
    }

    private void concept(String name, boolean present, CodeableConcept concept) {
        if (present) {
            json.writeName(name);
            types.concept(concept);
        }
    }

    private <T> void each(String name, List<T> elements, Consumer<T> writer) {
        if (!elements.isEmpty()) {
            json.writeName(name).writeStartArray();
            elements.forEach(writer);
            json.writeEndArray();
        }
    }
}
