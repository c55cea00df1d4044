package org.vitalwire.ehr.encoding;

import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.SampledData;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The data types that our Observations are made of. */
final class TypeJson {

    private final JsonGenerator json;

    TypeJson(JsonGenerator json) {
        this.json = json;
    }

    /** Nothing is in it but its own elements. */
    void plain(Element element) {
        BeyondOursException.when(element.hasId() || element.hasExtension());
    }

    /** Nothing where it is not there or has no value. */
    void text(String name, @Nullable PrimitiveType<?> primitive) {
        if (primitive != null) {
            plain(primitive);
            if (primitive.hasValue()) {
                json.writeStringProperty(name, primitive.getValueAsString());
            }
        }
    }

    void number(String name, @Nullable DecimalType decimal) {
        if (decimal != null) {
            plain(decimal);
            if (decimal.hasValue()) {
                json.writeNumberProperty(name, decimal.getValue());
            }
        }
    }

    void whole(String name, IntegerType number) {
        plain(number);
        if (number.hasValue()) {
            json.writeNumberProperty(name, number.getValue());
        }
    }

    void identifier(Identifier identifier) {
        plain(identifier);
        BeyondOursException.when(
                identifier.hasUse()
                        || identifier.hasType()
                        || identifier.hasPeriod()
                        || identifier.hasAssigner());
        json.writeStartObject();
        text("system", identifier.hasSystemElement() ? identifier.getSystemElement() : null);
        text("value", identifier.hasValueElement() ? identifier.getValueElement() : null);
        json.writeEndObject();
    }

    void concept(CodeableConcept concept) {
        plain(concept);
        json.writeStartObject();
        if (concept.hasCoding()) {
            json.writeName("coding").writeStartArray();
            concept.getCoding().forEach(this::coding);
            json.writeEndArray();
        }
        text("text", concept.hasTextElement() ? concept.getTextElement() : null);
        json.writeEndObject();
    }

    void coding(Coding coding) {
        plain(coding);
        BeyondOursException.when(coding.hasVersion() || coding.hasUserSelected());
        json.writeStartObject();
        text("system", coding.hasSystemElement() ? coding.getSystemElement() : null);
        text("code", coding.hasCodeElement() ? coding.getCodeElement() : null);
        text("display", coding.hasDisplayElement() ? coding.getDisplayElement() : null);
        json.writeEndObject();
    }

    void reference(Reference reference) {
        plain(reference);
        // A resource beside the reference is contained, or named by an id that it has not yet.
        BeyondOursException.when(
                reference.getResource() != null
                        || reference.hasType()
                        || reference.hasIdentifier()
                        || reference.hasDisplay());
        json.writeStartObject();
        text("reference", reference.hasReference() ? reference.getReferenceElement_() : null);
        json.writeEndObject();
    }

    void quantity(Quantity quantity) {
        plain(quantity);
        BeyondOursException.when(quantity.hasComparator());
        json.writeStartObject();
        number("value", quantity.hasValueElement() ? quantity.getValueElement() : null);
        text("unit", quantity.hasUnitElement() ? quantity.getUnitElement() : null);
        text("system", quantity.hasSystemElement() ? quantity.getSystemElement() : null);
        text("code", quantity.hasCodeElement() ? quantity.getCodeElement() : null);
        json.writeEndObject();
    }

    void note(Annotation note) {
        plain(note);
        BeyondOursException.when(note.hasAuthor() || note.hasTime());
        json.writeStartObject();
        text("text", note.hasTextElement() ? note.getTextElement() : null);
        json.writeEndObject();
    }

    void sampledData(SampledData data) {
        plain(data);
        BeyondOursException.when(data.hasLowerLimit() || data.hasUpperLimit());
        json.writeStartObject();
        if (data.hasOrigin()) {
            json.writeName("origin");
            quantity(data.getOrigin());
        }
        number("period", data.hasPeriodElement() ? data.getPeriodElement() : null);
        number("factor", data.hasFactorElement() ? data.getFactorElement() : null);
        if (data.hasDimensionsElement()) {
            whole("dimensions", data.getDimensionsElement());
        }
        text("data", data.hasDataElement() ? data.getDataElement() : null);
        json.writeEndObject();
    }

    /**
     * @param name of the element, to which its type is added
     */
    void choice(String name, Type value) {
        switch (value) {
            case DateTimeType time -> text(name + "DateTime", time);
            case Period period -> {
                plain(period);
                json.writeName(name + "Period").writeStartObject();
                text("start", period.hasStartElement() ? period.getStartElement() : null);
                text("end", period.hasEndElement() ? period.getEndElement() : null);
                json.writeEndObject();
            }
            default -> BeyondOursException.when(true);
        }
    }
}
