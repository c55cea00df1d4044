package org.vitalwire.ehr.encounter;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.vitalwire.ehr.access.ServerAccess;

/** Reads from one FHIR server, and never from another, wherever its links point. */
final class FhirReader {

    private static final int OK = 200;

    private final String baseUrl;
    private final ServerAccess access;
    private final Duration timeout;
    private final FhirContext fhir = FhirContext.forR4Cached();

    /** The server did not give what was asked for. Nothing of its words is in it. */
    static final class NotReadException extends Exception {
        private static final long serialVersionUID = 1L;

        NotReadException(String code) {
            super(code);
        }
    }

    FhirReader(String baseUrl, ServerAccess access, Duration timeout) {
        this.baseUrl = baseUrl;
        this.access = access;
        this.timeout = timeout;
    }

    /**
     * @param query such as {@code Encounter?status=in-progress}
     */
    Bundle search(String query) throws NotReadException, InterruptedException {
        return bundle(baseUrl + "/" + query);
    }

    /** Empty: that was the last page. */
    Optional<Bundle> next(Bundle page) throws NotReadException, InterruptedException {
        String url = page.getLink("next") == null ? "" : page.getLink("next").getUrl();
        if (url.isEmpty()) {
            return Optional.empty();
        }
        // Our credentials are for this server only.
        URI next = URI.create(baseUrl + "/").resolve(url);
        URI base = URI.create(baseUrl);
        if (!base.getScheme().equals(next.getScheme())
                || !base.getAuthority().equals(next.getAuthority())) {
            throw new NotReadException("next-page-elsewhere");
        }
        return Optional.of(bundle(next.toString()));
    }

    /** Empty: the server does not have it. */
    <T extends Resource> Optional<T> read(Class<T> type, String id)
            throws NotReadException, InterruptedException {
        HttpResponse<String> response = get(baseUrl + "/" + type.getSimpleName() + "/" + id);
        if (response.statusCode() == 404 || response.statusCode() == 410) {
            return Optional.empty();
        }
        return Optional.of(parse(type, response));
    }

    /**
     * @param method POST or PUT
     */
    void save(String method, String path, Resource resource)
            throws NotReadException, InterruptedException {
        HttpResponse<String> response =
                send(
                        request(baseUrl + "/" + path)
                                .header("Content-Type", "application/fhir+json")
                                .method(
                                        method,
                                        HttpRequest.BodyPublishers.ofString(
                                                fhir.newJsonParser()
                                                        .encodeResourceToString(resource))));
        if (response.statusCode() / 100 != 2) {
            throw new NotReadException("http-" + response.statusCode());
        }
    }

    private Bundle bundle(String url) throws NotReadException, InterruptedException {
        return parse(Bundle.class, get(url));
    }

    private <T extends Resource> T parse(Class<T> type, HttpResponse<String> response)
            throws NotReadException {
        if (response.statusCode() != OK) {
            throw new NotReadException("http-" + response.statusCode());
        }
        try {
            return fhir.newJsonParser().parseResource(type, response.body());
        } catch (DataFormatException e) {
            throw new NotReadException("not-fhir");
        }
    }

    private HttpResponse<String> get(String url) throws NotReadException, InterruptedException {
        return send(request(url).GET());
    }

    private HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(timeout)
                .header("Accept", "application/fhir+json")
                .header("Cache-Control", "no-cache");
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws NotReadException, InterruptedException {
        try {
            return access.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new NotReadException(e.getClass().getSimpleName());
        }
    }
}
