package org.vitalwire.benchmarks.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.vitalwire.embedded.Ports;

/** Takes the same publications and drops them: nobody subscribes. */
final class Mosquitto implements Contestant {

    private static final List<Path> PLACES =
            List.of(Path.of("/usr/sbin/mosquitto"), Path.of("/usr/local/sbin/mosquitto"));

    private final Process process;
    private final int port;

    private Mosquitto(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static boolean isInstalled() {
        return PLACES.stream().anyMatch(Files::isExecutable);
    }

    static Mosquitto start(Credentials credentials) throws IOException, InterruptedException {
        int port = Ports.free();
        Path settings = credentials.directory().resolve("mosquitto.conf");
        Files.writeString(
                settings,
                """
                user root
                persistence false
                log_type error
                listener %d 127.0.0.1
                cafile %s
                certfile %s
                keyfile %s
                require_certificate true
                use_identity_as_username true
                set_tcp_nodelay true
                """
                        .formatted(
                                port,
                                credentials.server().ca(),
                                credentials.server().certificate(),
                                credentials.server().key()));
        Process process =
                new ProcessBuilder(
                                PLACES.stream()
                                        .filter(Files::isExecutable)
                                        .findFirst()
                                        .orElseThrow()
                                        .toString(),
                                "-c",
                                settings.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(credentials.directory().resolve("mosquitto.log").toFile())
                        .start();
        Mosquitto started = new Mosquitto(process, port);
        started.awaitListening();
        return started;
    }

    @Override
    public String name() {
        return "Mosquitto";
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public int port() {
        return port;
    }

    /** Whoever has a certificate of the authority may publish. */
    @Override
    public void admit(List<String> deviceIds) {}

    @Override
    public void close() {
        process.destroy();
    }

    private void awaitListening() throws InterruptedException {
        for (int attempt = 0; attempt < 100 && process.isAlive(); attempt++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
                return;
            } catch (IOException e) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        throw new IllegalStateException("Mosquitto does not listen");
    }
}
