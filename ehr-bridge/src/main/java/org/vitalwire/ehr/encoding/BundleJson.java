package org.vitalwire.ehr.encoding;

import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntrySearchComponent;
import org.hl7.fhir.r4.model.Bundle.BundleLinkComponent;
import tools.jackson.core.JsonGenerator;

/**
 * A Bundle to be sent, with what is to be done with each entry, or a page of what was found, with
 * its total and links.
 */
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
                        || bundle.hasSignature()
                        || !bundle.hasType());
        json.writeStartObject();
        json.writeStringProperty("resourceType", "Bundle");
        json.writeStringProperty("type", bundle.getType().toCode());
        if (bundle.hasTotal()) {
            json.writeNumberProperty("total", bundle.getTotal());
        }
        if (bundle.hasLink()) {
            json.writeName("link").writeStartArray();
            bundle.getLink().forEach(this::link);
            json.writeEndArray();
        }
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
                        || entry.hasLink()
                        || entry.hasResponse()
                        || !entry.hasResource());
        json.writeStartObject();
        if (entry.hasFullUrl()) {
            json.writeStringProperty("fullUrl", entry.getFullUrl());
        }
        json.writeName("resource").writeRawValue(FhirJson.encode(entry.getResource()));
        if (entry.hasSearch()) {
            json.writeName("search");
            search(entry.getSearch());
        }
        if (entry.hasRequest()) {
            json.writeName("request");
            request(entry.getRequest());
        }
        json.writeEndObject();
    }

    private void search(BundleEntrySearchComponent search) {
        BeyondOursException.when(
                search.hasId()
                        || search.hasExtension()
                        || search.hasModifierExtension()
                        || search.hasScore()
                        || !search.hasMode());
        json.writeStartObject();
        json.writeStringProperty("mode", search.getMode().toCode());
        json.writeEndObject();
    }

    private void link(BundleLinkComponent link) {
        BeyondOursException.when(
                link.hasId()
                        || link.hasExtension()
                        || link.hasModifierExtension()
                        || !link.hasRelation()
                        || !link.hasUrl());
        json.writeStartObject();
        json.writeStringProperty("relation", link.getRelation());
        json.writeStringProperty("url", link.getUrl());
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
