package org.vitalwire.alert;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
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

    private final HttpServer server;
    private final List<Delivered> arrived = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour = delivery -> 204;

    WebhookReceiver() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/alerts", this::take);
        server.createContext("/elsewhere", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/alerts";
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
                        header(exchange, "Vitalwire-Delivery"),
                        header(exchange, "Vitalwire-Signature"),
                        header(exchange, "Content-Type"),
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

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
