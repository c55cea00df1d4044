package org.vitalwire.testkit;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** Whoever listens outside: counts what comes. */
public final class Pings implements AutoCloseable {

    private final AtomicInteger count = new AtomicInteger();
    private final LoopbackServer server = new LoopbackServer(this::take, "/alive");

    public URI url() {
        return URI.create(server.url("/alive"));
    }

    public int count() {
        return count.get();
    }

    private void take(HttpExchange exchange) throws IOException {
        count.incrementAndGet();
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.close();
    }
}
