package org.vitalwire.interop;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.vitalwire.testkit.LoopbackServer;

/**
 * The way to a server, on which requests and answers get lost at random until it is calm. What
 * passes, passes unchanged.
 */
final class UnreliableRoad implements AutoCloseable {

    /** What becomes of one request. */
    enum Fate {
        PASSES(58),
        CUT_BEFORE(10),
        CUT_AFTER_COMMIT(18),
        ANSWERED_500(8),
        ANSWERED_429(2),
        SLOW(4);

        private final int percent;

        Fate(int percent) {
            this.percent = percent;
        }

        static Fate drawn(Random random) {
            int left = random.nextInt(100);
            for (Fate fate : values()) {
                left -= fate.percent;
                if (left < 0) {
                    return fate;
                }
            }
            throw new IllegalStateException("the percentages make less than 100");
        }
    }

    private static final Set<String> NOT_FORWARDED =
            Set.of("host", "connection", "content-length", "upgrade", "http2-settings");

    private final String server;
    private final Duration slowness;
    private final Random random;
    private final LoopbackServer road = new LoopbackServer(this::travel, "/");
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<Fate, Integer> fates = new EnumMap<>(Fate.class);
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger mostUnderWay = new AtomicInteger();
    private final CountDownLatch never = new CountDownLatch(1);
    private volatile boolean calm;
    private volatile boolean blocked;
    private volatile Consumer<byte[]> witness = body -> {};
    private final AtomicLong firstForwarded = new AtomicLong();
    private final AtomicLong lastAnswered = new AtomicLong();

    /**
     * @param server base URL
     * @param slowness of a slow answer; longer than the client waits makes its outcome unknown
     */
    UnreliableRoad(String server, Duration slowness, Random random) {
        this.server = server;
        this.slowness = slowness;
        this.random = random;
    }

    /** The server's base URL by this road. */
    String url() {
        return road.url(URI.create(server).getRawPath());
    }

    /** From now on everything passes. */
    void calmDown() {
        calm = true;
    }

    /** While it is blocked, everything is answered with 503. */
    void block(boolean blocked) {
        this.blocked = blocked;
    }

    /** Sees each body that is posted to the server's base from now on; times begin anew. */
    void watch(Consumer<byte[]> witness) {
        this.witness = witness;
        firstForwarded.set(0);
        lastAnswered.set(0);
    }

    /** From the first Bundle that went to the server to the last answer, since {@link #watch}. */
    Duration busy() {
        return Duration.ofNanos(lastAnswered.get() - firstForwarded.get());
    }

    /** How many requests had which fate so far. */
    synchronized Map<Fate, Integer> fates() {
        return new EnumMap<>(fates);
    }

    /** The most requests that the server had at one time. */
    int mostUnderWay() {
        return mostUnderWay.get();
    }

    private synchronized Fate fate() {
        Fate fate = calm ? Fate.PASSES : Fate.drawn(random);
        fates.merge(fate, 1, Integer::sum);
        return fate;
    }

    private void travel(HttpExchange exchange) throws IOException {
        Fate fate = fate();
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (blocked) {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
            return;
        }
        // Closed without an answer, the connection is cut.
        try (exchange) {
            switch (fate) {
                case CUT_BEFORE -> {}
                case ANSWERED_500 -> exchange.sendResponseHeaders(500, -1);
                case ANSWERED_429 -> {
                    exchange.getResponseHeaders().add("Retry-After", "1");
                    exchange.sendResponseHeaders(429, -1);
                }
                case CUT_AFTER_COMMIT -> forward(exchange, body);
                case PASSES -> answer(exchange, forward(exchange, body));
                case SLOW -> {
                    HttpResponse<byte[]> answer = forward(exchange, body);
                    never.await(slowness.toMillis(), TimeUnit.MILLISECONDS);
                    answer(exchange, answer);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body)
            throws IOException, InterruptedException {
        URI base = URI.create(server);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://%s%s"
                                                .formatted(
                                                        base.getRawAuthority(),
                                                        exchange.getRequestURI())))
                        .method(
                                exchange.getRequestMethod(),
                                HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders()
                .forEach((name, values) -> {
                    if (!NOT_FORWARDED.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                        values.forEach(value -> request.header(name, value));
                    }
                });
        boolean isBundle = exchange.getRequestURI().getPath().equals(base.getPath());
        mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        if (isBundle) {
            firstForwarded.compareAndSet(0, System.nanoTime());
            witness.accept(body);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } finally {
            underWay.decrementAndGet();
            if (isBundle) {
                lastAnswered.set(System.nanoTime());
            }
        }
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer)
            throws IOException {
        answer.headers().map().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("content-length")
                    && !name.equalsIgnoreCase("transfer-encoding")) {
                values.forEach(value -> exchange.getResponseHeaders().add(name, value));
            }
        });
        byte[] body = answer.body();
        exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        road.close();
        http.shutdownNow();
    }
}
