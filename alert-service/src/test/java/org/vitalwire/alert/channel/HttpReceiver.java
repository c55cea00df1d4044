package org.vitalwire.alert.channel;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.vitalwire.testkit.LoopbackServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody else's HTTP server on loopback: keeps what comes, and answers as a test wants it to. */
public final class HttpReceiver implements AutoCloseable {

    /** A request as it came. */
    public record Taken(
            String method, String path, Map<String, List<String>> headers, String body) {

        public JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        public String header(String name) {
            return String.join(",", headers.getOrDefault(name, List.of()));
        }
    }

    /**
     * How it answers.
     *
     * @param pauseMillis before the answer's body, of which the headers are sent
     */
    public record Reply(int status, Map<String, String> headers, String body, long pauseMillis) {

        public static Reply of(int status, String body) {
            return new Reply(status, Map.of(), body, 0);
        }
    }

    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private volatile Reply reply = Reply.of(200, "ok");
    private final LoopbackServer server = new LoopbackServer(this::take, "/");

    public String url(String path) {
        return server.url(path);
    }

    public void answer(Reply newReply) {
        reply = newReply;
    }

    public List<Taken> taken() {
        return List.copyOf(taken);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            taken.add(
                    new Taken(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().toString(),
                            Map.copyOf(exchange.getRequestHeaders()),
                            new String(body, StandardCharsets.UTF_8)));
            Reply now = reply;
            now.headers().forEach(exchange.getResponseHeaders()::add);
            byte[] answer = now.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(now.status(), answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().flush();
            if (now.pauseMillis() > 0) {
                Thread.sleep(now.pauseMillis());
            }
            if (answer.length > 0) {
                exchange.getResponseBody().write(answer);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
