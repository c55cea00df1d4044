package org.vitalwire.ehr.encoding;

import ca.uhn.fhir.context.FhirContext;
import java.io.StringWriter;
import java.io.Writer;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * R4 resources as JSON, to the letter as HAPI's parser encodes them. Observations, of which a
 * hospital gets millions a day, are written here in a small part of the time; HAPI encodes all
 * others, and whatever has more in it than ours have.
 */
public final class FhirJson {

    private static final JsonFactory JSON = new JsonFactory();
    private static final FhirContext HAPI = FhirContext.forR4Cached();
    private static final int TYPICAL_LENGTH = 1_500;

    private FhirJson() {}

    /** Thread-safe. */
    public static String encode(Resource resource) {
        try {
            return switch (resource) {
                case Observation observation ->
                        written(
                                TYPICAL_LENGTH,
                                json -> new ObservationJson(json).write(observation));
                case Bundle bundle ->
                        written(
                                TYPICAL_LENGTH * (1 + bundle.getEntry().size()),
                                json -> new BundleJson(json).write(bundle));
                default -> byHapi(resource);
            };
        } catch (BeyondOursException e) {
            return byHapi(resource);
        }
    }

    private static String byHapi(Resource resource) {
        return HAPI.newJsonParser().encodeResourceToString(resource);
    }

    static JsonGenerator generator(Writer text) {
        return JSON.createGenerator(ObjectWriteContext.empty(), text);
    }

    private static String written(int length, Consumer<JsonGenerator> content) {
        StringWriter text = new StringWriter(length);
        JsonGenerator json = generator(text);
        content.accept(json);
        // Not closed where the content is refused: what is half written is of no use to anybody.
        json.close();
        return text.toString();
    }
}
