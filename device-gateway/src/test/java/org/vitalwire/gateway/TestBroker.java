package org.vitalwire.gateway;

import static org.awaitility.Awaitility.await;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real Mosquitto, which lets a user publish below its own name only. The gateway reaches it by
 * way of a wire that counts the PUBACKs which the gateway sends.
 */
public final class TestBroker {

    private static final int PUBACK = 4;

    private final int port = freePort();
    private final Path directory;
    private final String program;
    private final ServerSocket wire;
    private final AtomicInteger acknowledgements = new AtomicInteger();
    private Process process;

    private TestBroker(String program) throws IOException {
        this.program = program;
        directory = Files.createTempDirectory("mosquitto");
        Files.writeString(
                directory.resolve("acl"),
                """
                user gateway
                topic read vitalwire/v1/#
                pattern write vitalwire/v1/%u/#
                """);
        Files.writeString(
                directory.resolve("mosquitto.conf"),
                """
                listener %d 127.0.0.1
                allow_anonymous true
                acl_file %s/acl
                persistence true
                persistence_location %s/
                user %s
                """
                        .formatted(port, directory, directory, System.getProperty("user.name")));
        process = run();
        wire = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::carry);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> process.destroyForcibly()));
    }

    /** Empty where there is no Mosquitto on this machine. */
    static Optional<TestBroker> start() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "mosquitto"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(found -> {
                    try {
                        return new TestBroker(found.toString());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    /** Where devices publish. */
    public String uri() {
        return "tcp://127.0.0.1:" + port;
    }

    String gatewayUri() {
        return "tcp://127.0.0.1:" + wire.getLocalPort();
    }

    /** How many messages the gateway has acknowledged, ever. */
    public int acknowledgements() {
        return acknowledgements.get();
    }

    /** Stops it properly, so that it writes down what it has, and starts it again. */
    public void restart() {
        process.destroy();
        try {
            process.waitFor();
            process = run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process run() throws IOException {
        Process started =
                new ProcessBuilder(program, "-c", directory.resolve("mosquitto.conf").toString())
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(directory.resolve("log").toFile()))
                        .start();
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                        return socket.isConnected();
                    } catch (IOException e) {
                        return false;
                    }
                });
        return started;
    }

    private void carry() {
        while (true) {
            try {
                Socket gateway = wire.accept();
                Thread.ofVirtual().start(() -> connect(gateway));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void connect(Socket gateway) {
        try (gateway;
                Socket broker = new Socket(InetAddress.getLoopbackAddress(), port)) {
            Thread back =
                    Thread.ofVirtual()
                            .start(() -> {
                                try (gateway;
                                        InputStream from = broker.getInputStream()) {
                                    from.transferTo(gateway.getOutputStream());
                                } catch (IOException e) {
                                    // Either end is gone.
                                }
                            });
            packets(
                    new DataInputStream(gateway.getInputStream()),
                    new DataOutputStream(broker.getOutputStream()));
            back.interrupt();
        } catch (IOException e) {
            // Either end is gone.
        }
    }

    /** MQTT 5, 2.1: a byte of type and flags, the length in sevens of bits, the rest. */
    private void packets(DataInputStream from, DataOutputStream to) throws IOException {
        for (int first = from.read(); first >= 0; first = from.read()) {
            int length = 0;
            int shift = 0;
            to.write(first);
            int digit;
            do {
                digit = from.readUnsignedByte();
                to.write(digit);
                length |= (digit & 0x7F) << shift;
                shift += 7;
            } while ((digit & 0x80) != 0);
            byte[] rest = new byte[length];
            from.readFully(rest);
            to.write(rest);
            to.flush();
            if (first >> 4 == PUBACK) {
                acknowledgements.incrementAndGet();
            }
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
