package org.vitalwire.ehr;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.vitalwire.contracts.event.Score;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.ehr.chart.ChartKey;
import org.vitalwire.testkit.LoopbackServer;

/**
 * ingest-service's values by the minute, as its README describes them. That the real one answers
 * alike is tried where both run, in standalone.
 */
public final class FakeIngest implements AutoCloseable {

    private static final String ROOT = "/api/v1/patients/";

    private final List<Sample> samples = new CopyOnWriteArrayList<>();
    private final List<Score> scores = new CopyOnWriteArrayList<>();
    private final LoopbackServer server = new LoopbackServer(this::answer, ROOT);
    private volatile boolean away;

    private record Sample(
            String patient, String device, VitalSign sign, Instant at, double value) {}

    public String url() {
        return server.url("");
    }

    public void store(String patient, String device, VitalSign sign, Instant at, double value) {
        samples.add(new Sample(patient, device, sign, at, value));
    }

    public void store(Score score) {
        scores.add(score);
    }

    /** As when a value is marked as entered in error. */
    public void forget(String patient, VitalSign sign, Instant at) {
        samples.removeIf(s -> s.patient.equals(patient) && s.sign == sign && s.at.equals(at));
    }

    /** As while its database does not answer. */
    public void setAway(boolean away) {
        this.away = away;
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (away) {
            exchange.getResponseHeaders().set("Retry-After", "7");
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
            return;
        }
        String[] path = exchange.getRequestURI().getPath().substring(ROOT.length()).split("/", 2);
        Map<String, String> query =
                Arrays.stream(exchange.getRequestURI().getQuery().split("&"))
                        .map(parameter -> parameter.split("=", 2))
                        .collect(Collectors.toMap(p -> p[0], p -> p[1]));
        String body =
                switch (path[1]) {
                    case "minutes" -> minutes(path[0], query);
                    case "minutes/count" -> counts(path[0], query);
                    case "scores/events" -> events(path[0], query);
                    default -> throw new IOException("not asked for by anybody");
                };
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private record Minute(String device, VitalSign sign, Instant start) {}

    private Map<Minute, List<Sample>> byMinute(
            String patient, Map<String, String> query, Collection<String> signs) {
        return samples.stream()
                .filter(s -> s.patient.equals(patient) && signs.contains(s.sign.code()))
                .filter(s -> isWithin(s.at, query))
                .collect(
                        Collectors.groupingBy(
                                s -> new Minute(s.device, s.sign, ChartKey.minuteOf(s.at)),
                                () ->
                                        new TreeMap<>(
                                                Comparator.comparing(Minute::start)
                                                        .thenComparing(Minute::device)
                                                        .thenComparing(Minute::sign)),
                                Collectors.toList()));
    }

    private static boolean isWithin(Instant time, Map<String, String> query) {
        return !time.isBefore(Instant.parse(query.get("from")))
                && time.isBefore(Instant.parse(query.get("to")));
    }

    /** Whole hours from one end until there is enough. */
    private String minutes(String patient, Map<String, String> query) {
        Map<Minute, List<Sample>> all =
                byMinute(patient, query, List.of(query.getOrDefault("signs", "").split(",")));
        boolean newest = Boolean.parseBoolean(query.get("newest"));
        int limit = Integer.parseInt(query.get("limit"));
        Instant from = Instant.parse(query.get("from"));
        Instant to = Instant.parse(query.get("to"));
        List<Minute> order = List.copyOf(all.keySet());
        if (order.size() > limit) {
            if (newest) {
                Instant hour =
                        order.get(order.size() - limit).start().truncatedTo(ChronoUnit.HOURS);
                from = hour.isAfter(from) ? hour : from;
            } else {
                Instant hour =
                        order.get(limit - 1)
                                .start()
                                .truncatedTo(ChronoUnit.HOURS)
                                .plusSeconds(3600);
                to = hour.isBefore(to) ? hour : to;
            }
        }
        Instant first = from;
        Instant last = to;
        return all.entrySet().stream()
                .filter(e ->
                        !e.getKey().start().isBefore(first) && e.getKey().start().isBefore(last))
                .map(e -> json(e.getKey(), e.getValue()))
                .collect(
                        Collectors.joining(
                                ",",
                                "{\"from\":\"%s\",\"to\":\"%s\",\"later\":{\"a\":[1]},\"minutes\":["
                                        .formatted(first, last),
                                "]}"));
    }

    private static String json(Minute minute, List<Sample> samples) {
        return """
        {"device":"%s","sign":"%s","minute":"%s","at":%s,"values":%s,"late":false,"synthetic":false,"received":"%s"}\
        """
                .formatted(
                        minute.device,
                        minute.sign.code(),
                        minute.start,
                        samples.stream()
                                .map(s -> ChronoUnit.MICROS.between(minute.start, s.at))
                                .toList(),
                        samples.stream().map(Sample::value).toList(),
                        samples.getLast().at.plusMillis(40));
    }

    private String counts(String patient, Map<String, String> query) {
        return Arrays.stream(query.getOrDefault("group", "").split(";"))
                .map(group ->
                        byMinute(patient, query, List.of(group.split(","))).keySet().stream()
                                .map(minute -> minute.device + minute.start)
                                .distinct()
                                .count())
                .map(String::valueOf)
                .collect(Collectors.joining(",", "{\"counts\":[", "]}"));
    }

    private String events(String patient, Map<String, String> query) {
        return scores.stream()
                .filter(score -> score.patientId().value().equals(patient))
                .filter(score -> isWithin(score.measuredAt(), query))
                .map(score ->
                        "\""
                                + Base64.getEncoder()
                                        .encodeToString(EventCodecs.SCORE.encode(score))
                                + "\"")
                .collect(
                        Collectors.joining(
                                ",",
                                "{\"from\":\"%s\",\"to\":\"%s\",\"events\":["
                                        .formatted(query.get("from"), query.get("to")),
                                "]}"));
    }

    @Override
    public void close() {
        server.close();
    }
}
