package org.vitalwire.simulator.fake;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.vitalwire.testkit.LoopbackServer;
import org.vitalwire.testkit.TestCertificates;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP interfaces that the simulator uses, over a {@link FakeGateway}. */
public final class FakePlatform implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final TestCertificates certificates = TestCertificates.newAuthority();
    private final FakeGateway gateway = new FakeGateway(certificates);
    private final Map<String, String> devices = new ConcurrentHashMap<>();
    private final List<Map<String, String>> associations = new CopyOnWriteArrayList<>();
    private final Map<String, JsonNode> census = new ConcurrentHashMap<>();
    private final Map<String, Integer> oxygenTargets = new ConcurrentHashMap<>();
    private final AtomicInteger signed = new AtomicInteger();
    private final AtomicInteger unavailable = new AtomicInteger();
    private volatile int rowsLost;
    private final LoopbackServer http = new LoopbackServer(this::handle, "/");

    public URI url() {
        return URI.create(http.url(""));
    }

    public FakeGateway gateway() {
        return gateway;
    }

    public TestCertificates certificates() {
        return certificates;
    }

    /** Device ids and their models. */
    public Map<String, String> devices() {
        return Map.copyOf(devices);
    }

    public List<Map<String, String>> associations() {
        return List.copyOf(associations);
    }

    public Map<String, JsonNode> census() {
        return Map.copyOf(census);
    }

    public Map<String, Integer> oxygenTargets() {
        return Map.copyOf(oxygenTargets);
    }

    /** How many certificates were signed. */
    public int signed() {
        return signed.get();
    }

    /** The next requests are answered with 503. */
    public void beUnavailableFor(int requests) {
        unavailable.set(requests);
    }

    /** Stores fewer rows than it acknowledged. */
    public void loseRows(int rows) {
        rowsLost = rows;
    }

    @Override
    public void close() {
        http.close();
        gateway.close();
    }

    private record Answer(int status, Object body) {}

    private void handle(HttpExchange exchange) throws IOException {
        Answer answer;
        if (unavailable.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            answer = new Answer(503, Map.of("code", "STREAM_UNAVAILABLE"));
        } else if (!"Bearer a-token"
                .equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer = new Answer(401, Map.of());
        } else {
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            answer =
                    answer(
                            exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath(),
                            parameters(exchange.getRequestURI()),
                            body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body));
        }
        byte[] bytes = JSON.writeValueAsBytes(answer.body());
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private Answer answer(String what, Map<String, String> query, JsonNode body)
            throws IOException {
        if (what.equals("POST /api/v1/devices")) {
            return enrol(body);
        }
        if (what.equals("GET /api/v1/associations")) {
            return new Answer(
                    200,
                    associations.stream()
                            .filter(a -> required(a, "deviceId").equals(query.get("device")))
                            .toList());
        }
        if (what.equals("POST /api/v1/associations")) {
            Map<String, String> association = new ConcurrentHashMap<>();
            association.put("id", "a" + associations.size());
            body.properties().forEach(p -> association.put(p.getKey(), p.getValue().asString()));
            associations.add(association);
            return new Answer(201, association);
        }
        if (what.startsWith("POST /api/v1/associations/")) {
            String id = fifth(what);
            associations.stream()
                    .filter(a -> id.equals(a.get("id")))
                    .forEach(a -> a.put("to", Instant.now().toString()));
            return new Answer(200, Map.of());
        }
        if (what.startsWith("PUT /api/v1/patients/") && what.endsWith("/oxygen-target")) {
            oxygenTargets.put(fifth(what), body.path("scale").asInt());
            return new Answer(200, body);
        }
        if (what.startsWith("PUT /api/v1/patients/")) {
            census.put(fifth(what), body);
            return new Answer(200, body);
        }
        if (what.startsWith("GET /api/v1/patients/")) {
            JsonNode entry = census.get(fifth(what));
            return entry == null ? new Answer(404, Map.of()) : new Answer(200, entry);
        }
        return count(what, query);
    }

    private Answer count(String what, Map<String, String> query) {
        return switch (what) {
            case "GET /api/v1/storage/rows" -> new Answer(200, stored(query));
            case "GET /api/v1/findings/count" -> new Answer(200, Map.of("findings", 3));
            case "GET /api/v1/alerts" -> new Answer(200, List.of(Map.of("id", "1")));
            case "GET /fhir/Observation" -> new Answer(200, Map.of("total", 17));
            default -> new Answer(404, Map.of("detail", "no such path"));
        };
    }

    /** As the store does it: a time of a device is one row, however often it came. */
    private Map<String, Long> stored(Map<String, String> query) {
        String device = required(query, "device");
        Instant from = Instant.parse(required(query, "from"));
        Instant to = Instant.parse(required(query, "to"));
        Map<Instant, Integer> rows = new LinkedHashMap<>();
        for (FakeGateway.Arrival arrival : gateway.acknowledged()) {
            JsonNode reading = JSON.readTree(arrival.payload());
            Instant time = Instant.parse(reading.path("time").asString());
            if (arrival.clientId().equals(device) && !time.isBefore(from) && time.isBefore(to)) {
                rows.put(time, reading.path("values").size());
            }
        }
        long values = rows.values().stream().mapToLong(Integer::longValue).sum();
        return Map.of("rows", Math.max(0L, rows.size() - rowsLost), "values", values);
    }

    private Answer enrol(JsonNode body) throws IOException {
        String id = body.path("id").asString();
        boolean isNew = devices.putIfAbsent(id, body.path("model").asString()) == null;
        Map<String, Object> device = new LinkedHashMap<>();
        device.put("id", id);
        device.put("topic", "vitalwire/v1/" + id + "/readings");
        device.put("caCertificate", certificates.authorityPem());
        device.put("mqttHost", "localhost");
        device.put("mqttPort", gateway.port());
        if (body.has("certificateSigningRequest")) {
            device.put("certificate", sign(id, body.path("certificateSigningRequest").asString()));
            signed.incrementAndGet();
        }
        return new Answer(isNew ? 201 : 200, device);
    }

    private String sign(String id, String pem) throws IOException {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            PKCS10CertificationRequest request = (PKCS10CertificationRequest) parser.readObject();
            String name =
                    IETFUtils.valueToString(
                            request.getSubject().getRDNs(BCStyle.CN)[0].getFirst().getValue());
            if (!name.equals(id)) {
                throw new IllegalArgumentException("the request is for another device");
            }
            X509Certificate certificate = CertificateSigner.sign(certificates, request, id);
            return CertificateSigner.pem(certificate);
        }
    }

    /** As in {@code PUT /api/v1/patients/ID}. */
    private static String fifth(String what) {
        return what.split("/", -1)[4];
    }

    private static String required(Map<String, String> map, String key) {
        return Objects.requireNonNull(map.get(key), key);
    }

    private static Map<String, String> parameters(URI uri) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (uri.getRawQuery() != null) {
            for (String pair : new ArrayList<>(List.of(uri.getRawQuery().split("&", -1)))) {
                String[] parts = pair.split("=", 2);
                parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }
}
