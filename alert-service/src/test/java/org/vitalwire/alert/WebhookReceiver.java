package org.vitalwire.alert;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.vitalwire.testkit.LoopbackServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A hospital's own system that takes deliveries, and answers as a test wants it to. */
final class WebhookReceiver implements AutoCloseable {

    /** How it answers a delivery. */
    @FunctionalInterface
    interface Behaviour {
        /**
         * @return the status
         */
        int answer(Delivered delivery) throws InterruptedException;
    }

    /** A delivery as it arrived. */
    record Delivered(String id, String signature, String contentType, String body) {
        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        String event() {
            return json().get("event").asString();
        }

        String patient() {
            return json().get("alert").get("patientId").asString();
        }
    }

    private final List<Delivered> arrived = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour = delivery -> 204;
    private final LoopbackServer server = new LoopbackServer(this::take, "/alerts", "/elsewhere");

    String url() {
        return server.url("/alerts");
    }

    void behave(Behaviour newBehaviour) {
        behaviour = newBehaviour;
    }

    /** In the order of arrival, refused ones as well. */
    List<Delivered> arrived(String patient) {
        return arrived.stream().filter(d -> d.patient().equals(patient)).toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Delivered delivery =
                new Delivered(
                        LoopbackServer.header(exchange, "Vitalwire-Delivery"),
                        LoopbackServer.header(exchange, "Vitalwire-Signature"),
                        LoopbackServer.header(exchange, "Content-Type"),
                        new String(body, StandardCharsets.UTF_8));
        arrived.add(delivery);
        try {
            int status = behaviour.answer(delivery);
            if (status / 100 == 3) {
                exchange.getResponseHeaders().set("Location", "/elsewhere");
            }
            exchange.sendResponseHeaders(status, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
