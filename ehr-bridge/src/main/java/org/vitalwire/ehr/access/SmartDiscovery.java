package org.vitalwire.ehr.access;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Where a FHIR server's tokens are to be had: {@code .well-known/smart-configuration}. */
final class SmartDiscovery {

    static final Duration TIMEOUT = Duration.ofSeconds(10);

    private SmartDiscovery() {}

    /** Where to ask, and with which algorithm. */
    record TokenEndpoint(URI url, SmartAlgorithm algorithm) {}

    /**
     * @param fhirBase without a slash at the end
     * @throws NotAdmittedException if the server says nothing of use
     */
    static TokenEndpoint find(HttpClient http, String fhirBase, SmartSettings settings)
            throws IOException, InterruptedException {
        if (!settings.tokenUrl().isEmpty()) {
            return new TokenEndpoint(
                    URI.create(settings.tokenUrl()), settings.algorithm().among(List.of()));
        }
        HttpResponse<String> response =
                http.send(
                        HttpRequest.newBuilder(
                                        URI.create(fhirBase + "/.well-known/smart-configuration"))
                                .timeout(TIMEOUT)
                                .header("Accept", "application/json")
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new NotAdmittedException("smart-configuration-http-" + response.statusCode());
        }
        return read(response.body(), fhirBase, settings.algorithm());
    }

    static TokenEndpoint read(String json, String fhirBase, SmartAlgorithm wanted)
            throws NotAdmittedException {
        try {
            Map<String, Object> document = JSONObjectUtils.parse(json);
            String url = JSONObjectUtils.getString(document, "token_endpoint");
            // What is asked in the open could be answered by anybody, and our assertion with it.
            if (url == null || (fhirBase.startsWith("https:") && !url.startsWith("https:"))) {
                throw new NotAdmittedException("smart-configuration-without-token-endpoint");
            }
            List<String> algorithms =
                    JSONObjectUtils.getStringList(
                            document, "token_endpoint_auth_signing_alg_values_supported");
            return new TokenEndpoint(
                    URI.create(url), wanted.among(algorithms == null ? List.of() : algorithms));
        } catch (ParseException | IllegalArgumentException e) {
            throw new NotAdmittedException("smart-configuration-unreadable", e);
        }
    }
}
