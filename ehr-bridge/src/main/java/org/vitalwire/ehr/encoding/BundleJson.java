package org.vitalwire.ehr.encoding;

import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import tools.jackson.core.JsonGenerator;

/** A Bundle to be sent: its type, and entries with what is to be done with each. */
final class BundleJson {

    private final JsonGenerator json;

    BundleJson(JsonGenerator json) {
        this.json = json;
    }

    void write(Bundle bundle) {
        BeyondOursException.when(
                bundle.hasIdElement()
                        || bundle.hasMeta()
                        || bundle.hasImplicitRules()
                        || bundle.hasLanguage()
                        || bundle.hasIdentifier()
                        || bundle.hasTimestamp()
                        || bundle.hasTotal()
                        || bundle.hasLink()
                        || bundle.hasSignature()
                        || !bundle.hasType());
        json.writeStartObject();
        json.writeStringProperty("resourceType", "Bundle");
        json.writeStringProperty("type", bundle.getType().toCode());
        if (bundle.hasEntry()) {
            json.writeName("entry").writeStartArray();
            bundle.getEntry().forEach(this::entry);
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void entry(BundleEntryComponent entry) {
        BeyondOursException.when(
                entry.hasId()
                        || entry.hasExtension()
                        || entry.hasModifierExtension()
                        || entry.hasFullUrl()
                        || entry.hasLink()
                        || entry.hasSearch()
                        || entry.hasResponse()
                        || !entry.hasResource()
                        || !entry.hasRequest());
        json.writeStartObject();
        json.writeName("resource").writeRawValue(FhirJson.encode(entry.getResource()));
        json.writeName("request");
        request(entry.getRequest());
        json.writeEndObject();
    }

    private void request(BundleEntryRequestComponent request) {
        BeyondOursException.when(
                request.hasId()
                        || request.hasExtension()
                        || request.hasModifierExtension()
                        || request.hasIfModifiedSince()
                        || request.hasIfMatch()
                        || request.hasIfNoneMatch()
                        || !request.hasMethod()
                        || !request.hasUrl());
        json.writeStartObject();
        json.writeStringProperty("method", request.getMethod().toCode());
        json.writeStringProperty("url", request.getUrl());
        if (request.hasIfNoneExist()) {
            json.writeStringProperty("ifNoneExist", request.getIfNoneExist());
        }
        json.writeEndObject();
    }
}
