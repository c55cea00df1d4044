package org.vitalwire.ehr.facade;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;

/** A page of what was found, with the links to itself and to the next. */
final class SearchSet {

    static final String CURSOR = "_cursor";

    private SearchSet() {}

    /**
     * @param total empty where it would have to be counted and nobody asked for it
     */
    static Bundle of(
            RequestDetails request,
            List<? extends Resource> found,
            OptionalLong total,
            Optional<Cursor> next) {
        Bundle bundle = new Bundle().setType(Bundle.BundleType.SEARCHSET);
        total.ifPresent(count -> bundle.setTotal(Math.toIntExact(count)));
        bundle.addLink().setRelation("self").setUrl(url(request, Optional.empty()));
        next.ifPresent(cursor ->
                bundle.addLink().setRelation("next").setUrl(url(request, Optional.of(cursor))));
        String base = request.getFhirServerBase();
        for (Resource resource : found) {
            bundle.addEntry()
                    .setFullUrl(base + "/" + resource.fhirType() + "/" + resource.getIdPart())
                    .setResource(resource)
                    .getSearch()
                    .setMode(Bundle.SearchEntryMode.MATCH);
        }
        return bundle;
    }

    /**
     * A search by POST has its parameters elsewhere, so links are made of them and not of a URL.
     */
    private static String url(RequestDetails request, Optional<Cursor> cursor) {
        List<String> parameters = new ArrayList<>();
        for (Map.Entry<String, String[]> parameter : request.getParameters().entrySet()) {
            if (parameter.getKey().equals(CURSOR) && cursor.isPresent()) {
                continue;
            }
            for (String value : parameter.getValue()) {
                parameters.add(encoded(parameter.getKey()) + "=" + encoded(value));
            }
        }
        cursor.ifPresent(place -> parameters.add(CURSOR + "=" + place.encode()));
        String operation = request.getOperation();
        return request.getFhirServerBase()
                + "/"
                + request.getResourceName()
                + (operation != null && operation.startsWith("$") ? "/" + operation : "")
                + (parameters.isEmpty() ? "" : "?" + String.join("&", parameters));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
