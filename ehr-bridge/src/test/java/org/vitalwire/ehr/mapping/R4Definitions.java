package org.vitalwire.ehr.mapping;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.parser.IParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.jspecify.annotations.Nullable;

/**
 * The definitions of R4 as HAPI ships them, each parsed only when the validator asks for it. HAPI's
 * own support parses all 47 MB and converts every definition before the first validation, which
 * took most of the time of these tests. What the validator wants to see <em>all</em> of are the
 * types: it gets the data types and the resources that we write.
 */
final class R4Definitions implements IValidationSupport {

    private static final String FOLDER = "/org/hl7/fhir/r4/model/";
    private static final List<String> FILES =
            List.of(
                    "profile/profiles-types.xml",
                    "profile/profiles-resources.xml",
                    "profile/profiles-others.xml",
                    "extension/extension-definitions.xml",
                    "valueset/valuesets.xml",
                    "valueset/v2-tables.xml",
                    "valueset/v3-codesystems.xml");

    private static final String HL7 = "http://hl7.org/fhir/StructureDefinition/";
    private static final List<String> RESOURCES =
            List.of(
                    "Resource",
                    "DomainResource",
                    "Observation",
                    "Patient",
                    "Device",
                    "DeviceMetric",
                    "Provenance",
                    "Flag",
                    "Communication",
                    "Task");

    private final FhirContext fhir;
    private final IParser parser;

    /** XML by canonical address. */
    private final Map<String, String> sources = new HashMap<>();

    private final List<String> types = new ArrayList<>();
    private final Map<String, IBaseResource> parsed = new ConcurrentHashMap<>();

    R4Definitions(FhirContext fhir) {
        this.fhir = fhir;
        this.parser = fhir.newXmlParser();
        FILES.forEach(this::index);
        RESOURCES.forEach(name -> types.add(HL7 + name));
    }

    private void index(String file) {
        String xml = read(file);
        int at = xml.indexOf("<resource>");
        while (at >= 0) {
            int end = xml.indexOf("</resource>", at);
            String resource = xml.substring(at + "<resource>".length(), end);
            String url = between(resource, "<url value=\"", "\"");
            sources.putIfAbsent(url, resource);
            if (file.endsWith("profiles-types.xml")) {
                types.add(url);
            }
            at = xml.indexOf("<resource>", end);
        }
    }

    private static String read(String file) {
        try (InputStream in = R4Definitions.class.getResourceAsStream(FOLDER + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String between(String text, String before, String after) {
        int start = text.indexOf(before);
        return start < 0
                ? ""
                : text.substring(
                        start + before.length(), text.indexOf(after, start + before.length()));
    }

    private <T extends IBaseResource> @Nullable T fetch(Class<T> type, String url) {
        int version = url.indexOf('|');
        String address = version < 0 ? url : url.substring(0, version);
        String source = sources.get(address);
        if (source == null) {
            return null;
        }
        IBaseResource resource =
                parsed.computeIfAbsent(address, key -> parser.parseResource(source.strip()));
        return type.isInstance(resource) ? type.cast(resource) : null;
    }

    @Override
    public FhirContext getFhirContext() {
        return fhir;
    }

    @Override
    public @Nullable IBaseResource fetchStructureDefinition(String url) {
        return fetch(StructureDefinition.class, url.contains("/") ? url : HL7 + url);
    }

    @Override
    public @Nullable IBaseResource fetchValueSet(String url) {
        return fetch(org.hl7.fhir.r4.model.ValueSet.class, url);
    }

    @Override
    public @Nullable IBaseResource fetchCodeSystem(String url) {
        return fetch(org.hl7.fhir.r4.model.CodeSystem.class, url);
    }

    @Override
    public <T extends IBaseResource> @Nullable T fetchResource(
            @Nullable Class<T> type, String url) {
        return type == null ? null : fetch(type, url);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T extends IBaseResource> List<T> fetchAllStructureDefinitions() {
        return types.stream()
                .flatMap(url -> Optional.ofNullable((T) fetchStructureDefinition(url)).stream())
                .toList();
    }

    @Override
    public <T extends IBaseResource> List<T> fetchAllNonBaseStructureDefinitions() {
        return List.of();
    }
}
