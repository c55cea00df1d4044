package org.vitalwire.benchmarks.ehr;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.vitalwire.benchmarks.load.MicroClock;
import org.vitalwire.testkit.LoopbackServer;

/**
 * A FHIR server that costs next to nothing: it agrees to everything and keeps nothing, so that what
 * is measured is the sender. It can be closed, and answers 503 then.
 */
final class FastRecord implements AutoCloseable {

    private static final long LONGEST_MICROS = 600_000_000L;
    private static final Pattern ENTRY = Pattern.compile("\"request\":\\{\"method\":\"PUT\"");
    private static final Pattern FLAG_SINCE =
            Pattern.compile("\"resourceType\":\"Flag\".*?\"period\":\\{\"start\":\"([^\"]+)\"");
    private static final String CAPABILITY =
            """
            {"resourceType":"CapabilityStatement","status":"active","date":"2026-01-01",\
            "kind":"instance","fhirVersion":"4.0.1","format":["json"],"rest":[{"mode":"server",\
            "resource":[%s],"interaction":[{"code":"transaction"}]}]}
            """
                    .formatted(
                            resources("Observation", "Flag", "Device", "Patient")
                                    .replaceFirst(",$", ""));

    private final LoopbackServer server = new LoopbackServer(this::answer, "/fhir");
    private final AtomicLong lines = new AtomicLong();
    private volatile Histogram flags = new ConcurrentHistogram(LONGEST_MICROS, 3);
    private volatile boolean open;

    String url() {
        return server.url("/fhir");
    }

    void open(boolean open) {
        this.open = open;
    }

    /** Resources that were put here. */
    long lines() {
        return lines.get();
    }

    /** Microseconds from the start of an alert to its Flag's being here, since the last call. */
    Histogram takeFlags() {
        Histogram taken = flags;
        flags = new ConcurrentHistogram(LONGEST_MICROS, 3);
        return taken;
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (!open) {
            send(exchange, 503, "");
        } else if (exchange.getRequestURI().getPath().endsWith("/metadata")) {
            send(exchange, 200, CAPABILITY);
        } else if (exchange.getRequestMethod().equals("GET")) {
            send(exchange, 200, "{\"resourceType\":\"Patient\",\"id\":\"there\"}");
        } else if (exchange.getRequestURI().getPath().endsWith("/_search")) {
            send(exchange, 200, "{\"resourceType\":\"Bundle\",\"type\":\"searchset\"}");
        } else {
            transaction(exchange, new String(body, StandardCharsets.UTF_8));
        }
    }

    private void transaction(HttpExchange exchange, String bundle) throws IOException {
        long now = MicroClock.now();
        Matcher flag = FLAG_SINCE.matcher(bundle);
        while (flag.find()) {
            long started = Instant.parse(flag.group(1)).toEpochMilli() * 1_000;
            flags.recordValue(Math.clamp(now - started, 0, LONGEST_MICROS));
        }
        StringBuilder answer =
                new StringBuilder(
                        "{\"resourceType\":\"Bundle\",\"type\":\"transaction-response\",\"entry\":[");
        long entries = ENTRY.matcher(bundle).results().count();
        for (long i = 0; i < entries; i++) {
            answer.append(i == 0 ? "" : ",").append("{\"response\":{\"status\":\"201 Created\"}}");
        }
        lines.addAndGet(entries);
        send(exchange, 200, answer.append("]}").toString());
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/fhir+json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private static String resources(String... types) {
        StringBuilder resources = new StringBuilder();
        for (String type : types) {
            resources.append("{\"type\":\"").append(type).append("\",\"updateCreate\":true},");
        }
        return resources.toString();
    }

    @Override
    public void close() {
        server.close();
    }
}
