package org.vitalwire.ehr.delivery;

import ca.uhn.fhir.context.FhirContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Enumerations;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.vitalwire.testkit.LoopbackServer;

/** A FHIR server that fails on demand. It takes PUTs in transactions, and refuses poison whole. */
final class ScriptedFhirServer implements AutoCloseable {

    /** What happens to the next transaction instead of being answered well. */
    enum Fault {
        TOO_MANY_REQUESTS,
        SERVER_ERROR,
        /** 409. */
        CONFLICT,
        /** 202: it is stored when {@link #storeAccepted()} says so. */
        ACCEPTED,
        /** Everything is stored, but the answer never comes. */
        CUT_AFTER_COMMIT
    }

    private final HttpServer server;
    private final Deque<Fault> faults = new ConcurrentLinkedDeque<>();
    private final Map<String, String> resources = new ConcurrentHashMap<>();
    private final Map<String, Integer> versions = new ConcurrentHashMap<>();
    private final AtomicInteger transactions = new AtomicInteger();
    private final AtomicInteger observationBundles = new AtomicInteger();
    private final AtomicInteger chosen = new AtomicInteger();
    private final List<Observation> arrived = new CopyOnWriteArrayList<>();
    private final List<Bundle> accepted = new CopyOnWriteArrayList<>();
    private String forbidden = "nothing";
    private Predicate<Observation> poison = observation -> false;
    private volatile Predicate<String> admits = authorization -> true;
    private volatile String smartConfiguration = "";

    private ScriptedFhirServer(HttpServer server) {
        this.server = server;
    }

    static ScriptedFhirServer start() {
        try {
            HttpServer http =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            ScriptedFhirServer server = new ScriptedFhirServer(http);
            http.createContext("/fhir", server::handle);
            http.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/fhir";
    }

    void failNext(Fault... next) {
        faults.addAll(java.util.List.of(next));
    }

    void refuse(Predicate<Observation> refused) {
        poison = refused;
    }

    /** From now on nothing is answered, but where tokens are to be had, without one of them. */
    void guard(Predicate<String> admitted, String smart) {
        admits = admitted;
        smartConfiguration = smart;
    }

    /** Our account may not write these (403). */
    void forbid(String type) {
        forbidden = type;
    }

    /** Versions by {@code type/id}. */
    Map<String, Integer> versions(String type) {
        Map<String, Integer> found = new TreeMap<>(versions);
        found.keySet().removeIf(key -> !key.startsWith(type + "/"));
        return found;
    }

    /** What is there under {@code type/id}. */
    <T extends Resource> T resource(Class<T> type, String key) {
        return FhirContext.forR4Cached().newJsonParser().parseResource(type, resources.get(key));
    }

    /** Bundles with Observations, answered well or not. */
    int observationBundles() {
        return observationBundles.get();
    }

    /** Observations as they are now. */
    List<Observation> current() {
        return resources.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("Observation/"))
                .map(entry ->
                        FhirContext.forR4Cached()
                                .newJsonParser()
                                .parseResource(Observation.class, entry.getValue()))
                .toList();
    }

    /** Observations in the order in which they came to be here. */
    List<Observation> arrived() {
        return List.copyOf(arrived);
    }

    void storeAccepted() {
        accepted.forEach(this::store);
        accepted.clear();
    }

    /** As if somebody had created each Observation once more. */
    void doubleObservations() {
        Map.copyOf(resources)
                .forEach((key, json) -> {
                    if (key.startsWith("Observation/")) {
                        resources.put(key + "b", json);
                    }
                });
    }

    int transactions() {
        return transactions.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().replaceFirst("^/fhir/?", "");
        if (path.equals(".well-known/smart-configuration")) {
            answer(exchange, smartConfiguration.isEmpty() ? 404 : 200, smartConfiguration);
            return;
        }
        if (!admits.test(LoopbackServer.header(exchange, "Authorization"))) {
            answer(exchange, 401, outcome("login"));
            return;
        }
        if (exchange.getRequestMethod().equals("GET")) {
            String found =
                    path.equals("metadata") ? json(capabilityStatement()) : resources.get(path);
            answer(
                    exchange,
                    found == null ? 404 : 200,
                    found == null ? outcome("not-found") : found);
            return;
        }
        if (path.endsWith("/_search")) {
            answer(exchange, 200, found(path.split("/", 2)[0], body(exchange)));
            return;
        }
        Bundle bundle =
                FhirContext.forR4Cached()
                        .newJsonParser()
                        .parseResource(Bundle.class, body(exchange));
        transactions.incrementAndGet();
        Fault fault = isCharted(bundle.getEntryFirstRep().getResource()) ? faults.poll() : null;
        if (bundle.getEntryFirstRep().getResource() instanceof Observation) {
            observationBundles.incrementAndGet();
        }
        if (bundle.getEntry().stream()
                .anyMatch(entry -> entry.getResource().fhirType().equals(forbidden))) {
            answer(exchange, 403, outcome("forbidden"));
            return;
        }
        if (fault == Fault.ACCEPTED) {
            accepted.add(bundle);
            answer(exchange, 202, outcome("informational"));
        } else if (fault == Fault.CONFLICT) {
            answer(exchange, 409, outcome("conflict"));
        } else if (fault == Fault.TOO_MANY_REQUESTS) {
            exchange.getResponseHeaders().set("Retry-After", "7");
            answer(exchange, 429, outcome("throttled"));
        } else if (fault == Fault.SERVER_ERROR) {
            answer(exchange, 500, outcome("exception"));
        } else if (bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .anyMatch(r -> r instanceof Observation observation && poison.test(observation))) {
            answer(exchange, 422, outcome("business-rule"));
        } else {
            String response = store(bundle);
            if (fault == Fault.CUT_AFTER_COMMIT) {
                exchange.close();
            } else {
                answer(exchange, 200, response);
            }
        }
    }

    /** Not what the chart refers to. */
    private static boolean isCharted(Resource resource) {
        return !(resource instanceof Patient || resource instanceof Device);
    }

    /** Tasks and metrics are not listed. */
    CapabilityStatement capabilityStatement() {
        CapabilityStatement statement =
                new CapabilityStatement().setFhirVersion(Enumerations.FHIRVersion._4_0_1);
        var rest = statement.addRest();
        List.of("Observation", "Device", "Flag", "Communication")
                .forEach(type -> rest.addResource().setType(type).setUpdateCreate(true));
        return statement;
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** What has one of the identifiers; no other parameter counts. */
    private String found(String type, String form) {
        Bundle found = new Bundle().setType(Bundle.BundleType.SEARCHSET);
        String asked = URLDecoder.decode(form, StandardCharsets.UTF_8);
        resources.forEach((key, json) -> {
            if (key.startsWith(type + "/")) {
                Resource resource =
                        (Resource) FhirContext.forR4Cached().newJsonParser().parseResource(json);
                resource.setId(key);
                if (asked.contains(
                        resource.getNamedProperty("identifier").getValues().stream()
                                .map(Identifier.class::cast)
                                .map(Identifier::getValue)
                                .findFirst()
                                .orElse("-"))) {
                    found.addEntry().setResource(resource);
                }
            }
        });
        return json(found);
    }

    private String store(Bundle bundle) {
        Bundle response = new Bundle().setType(Bundle.BundleType.TRANSACTIONRESPONSE);
        for (Bundle.BundleEntryComponent entry : bundle.getEntry()) {
            String key =
                    entry.getRequest().getMethod() == Bundle.HTTPVerb.POST
                            ? entry.getRequest().getUrl() + "/s" + chosen.incrementAndGet()
                            : entry.getRequest().getUrl();
            String json = json(entry.getResource());
            if (!resources.containsKey(key)
                    && entry.getResource() instanceof Observation observation) {
                arrived.add(observation);
            }
            boolean changed = !json.equals(resources.put(key, json));
            int version = versions.merge(key, changed ? 1 : 0, Integer::sum);
            response.addEntry()
                    .getResponse()
                    .setStatus(version == 1 ? "201 Created" : "200 OK")
                    .setLocation(key + "/_history/" + version);
        }
        return json(response);
    }

    private static String json(Resource resource) {
        return FhirContext.forR4Cached().newJsonParser().encodeResourceToString(resource);
    }

    private static String outcome(String code) {
        return "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\""
                + code
                + "\",\"diagnostics\":\"quotes what was sent\"}]}";
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/fhir+json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
