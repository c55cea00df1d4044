package org.vitalwire.ehr.encounter;

import ca.uhn.fhir.context.FhirContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;

/** A hospital's FHIR server: searches by status, subject and _lastUpdated, in pages. */
final class HospitalServer implements AutoCloseable {

    private final HttpServer http;
    private final Map<String, Resource> resources = new LinkedHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile int status = 200;

    HospitalServer() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.createContext("/fhir", this::answer);
        http.start();
    }

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/fhir";
    }

    synchronized void save(Resource resource, Instant at) {
        resource.getMeta().setLastUpdated(Date.from(at));
        resources.put(resource.fhirType() + "/" + resource.getIdElement().getIdPart(), resource);
    }

    void answerWith(int code) {
        status = code;
    }

    /** What was asked for, as it stood in the URL. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().replaceFirst("^/fhir/?", "");
        String query = exchange.getRequestURI().getRawQuery();
        asked.add(path + (query == null ? "" : "?" + query));
        if (!exchange.getRequestMethod().equals("GET")) {
            subscribe(exchange);
            return;
        }
        Resource answer =
                query == null ? resources.get(path) : page(path, parameters(query), query);
        int code = status != 200 ? status : answer == null ? 404 : 200;
        byte[] body =
                code == 200
                        ? FhirContext.forR4Cached()
                                .newJsonParser()
                                .encodeResourceToString(answer)
                                .getBytes(StandardCharsets.UTF_8)
                        : new byte[0];
        exchange.getResponseHeaders().set("Content-Type", "application/fhir+json");
        exchange.sendResponseHeaders(code, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** As after its handshake. */
    private void subscribe(HttpExchange exchange) throws IOException {
        Subscription subscription =
                FhirContext.forR4Cached()
                        .newJsonParser()
                        .parseResource(
                                Subscription.class,
                                new String(
                                        exchange.getRequestBody().readAllBytes(),
                                        StandardCharsets.UTF_8));
        subscription.setId("subscription");
        subscription.setStatus(SubscriptionStatus.ACTIVE);
        save(subscription, Instant.now());
        exchange.sendResponseHeaders(201, -1);
        exchange.close();
    }

    synchronized Optional<Subscription> subscription() {
        return Optional.ofNullable((Subscription) resources.get("Subscription/subscription"));
    }

    synchronized void switchSubscription(SubscriptionStatus to) {
        subscription().orElseThrow().setStatus(to);
    }

    private Bundle page(String type, Map<String, String> parameters, String query) {
        List<Resource> found =
                resources.values().stream()
                        .filter(resource -> resource.fhirType().equals(type))
                        .filter(resource -> matches(resource, parameters))
                        .sorted(Comparator.comparing(r -> r.getMeta().getLastUpdated()))
                        .toList();
        int from = Integer.parseInt(parameters.getOrDefault("_from", "0"));
        int count = Integer.parseInt(parameters.getOrDefault("_count", "10"));
        Bundle bundle = new Bundle().setType(Bundle.BundleType.SEARCHSET);
        found.stream()
                .skip(from)
                .limit(count)
                .flatMap(resource ->
                        parameters.containsKey("_include")
                                        && resource instanceof Encounter encounter
                                ? Stream.of(
                                        resource,
                                        resources.get(encounter.getSubject().getReference()))
                                : Stream.of(resource))
                .forEach(resource -> bundle.addEntry().setResource(resource));
        if (from + count < found.size()) {
            bundle.addLink()
                    .setRelation("next")
                    .setUrl(
                            url()
                                    + "/"
                                    + type
                                    + "?"
                                    + query.replaceAll("&_from=\\d+", "")
                                    + "&_from="
                                    + (from + count));
        }
        return bundle;
    }

    private static boolean matches(Resource resource, Map<String, String> parameters) {
        String since = parameters.getOrDefault("_lastUpdated", "ge1970-01-01T00:00:00Z");
        if (resource.getMeta()
                .getLastUpdated()
                .toInstant()
                .isBefore(Instant.parse(since.substring(2)))) {
            return false;
        }
        if (!(resource instanceof Encounter encounter)) {
            return true;
        }
        String subject = encounter.getSubject().getReference();
        boolean asked =
                Stream.of(parameters.getOrDefault("status", "").split(","))
                        .anyMatch(code ->
                                code.isEmpty() || code.equals(encounter.getStatus().toCode()));
        return asked && parameters.getOrDefault("subject", subject).equals(subject);
    }

    private static Map<String, String> parameters(String query) {
        return Stream.of(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(
                        Collectors.toMap(
                                pair -> pair[0],
                                pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                                (one, other) -> one));
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
