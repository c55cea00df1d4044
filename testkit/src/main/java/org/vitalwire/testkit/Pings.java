package org.vitalwire.testkit;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** Whoever listens outside: counts what comes. */
public final class Pings implements AutoCloseable {

    private final HttpServer server;
    private final AtomicInteger count = new AtomicInteger();

    public Pings() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/alive",
                exchange -> {
                    count.incrementAndGet();
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        server.start();
    }

    public URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/alive");
    }

    public int count() {
        return count.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
