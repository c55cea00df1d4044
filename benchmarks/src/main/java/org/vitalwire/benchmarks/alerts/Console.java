package org.vitalwire.benchmarks.alerts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.vitalwire.benchmarks.load.MicroClock;

/**
 * One reader of the live stream of alerts, as cheap as can be: a thousand of them share the cores
 * with what they watch. Speaks HTTP 1.0, whose bodies are not in chunks.
 */
public final class Console implements AutoCloseable {

    /** Called with an event's data and when it had come, microseconds since 1970. */
    @FunctionalInterface
    public interface Watcher {
        void saw(String data, long micros);
    }

    private final Socket socket;
    private final CountDownLatch open = new CountDownLatch(1);
    private volatile String failure = "";

    private Console(Socket socket) {
        this.socket = socket;
    }

    /** Returns once the stream's first line has come. */
    public static Console open(int port, String token, Watcher watcher)
            throws IOException, InterruptedException {
        Console console = new Console(new Socket(InetAddress.getLoopbackAddress(), port));
        console.socket.setTcpNoDelay(true);
        console.socket
                .getOutputStream()
                .write(
                        ("GET /api/v1/alerts/stream HTTP/1.0\r\nHost: localhost\r\n"
                                        + "Accept: text/event-stream\r\nAuthorization: Bearer "
                                        + token
                                        + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
        Thread.ofVirtual().name("console").start(() -> console.read(watcher));
        if (!console.open.await(30, TimeUnit.SECONDS) || console.isBroken()) {
            throw new IOException("a console's stream does not open: " + console.failure);
        }
        return console;
    }

    boolean isBroken() {
        return !failure.isEmpty();
    }

    private void read(Watcher watcher) {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            String status = lines.readLine();
            if (status == null || !status.contains(" 200")) {
                failure = "answered " + status;
                return;
            }
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data:")) {
                    open.countDown();
                    if (line.contains("\"condition\"")) {
                        watcher.saw(line, MicroClock.now());
                    }
                }
            }
            failure = "ended";
        } catch (IOException e) {
            failure = e.getClass().getSimpleName();
        } finally {
            open.countDown();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
