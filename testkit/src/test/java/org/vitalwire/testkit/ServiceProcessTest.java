package org.vitalwire.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.vitalwire.embedded.Ports;

class ServiceProcessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void healthyServiceIsTerminatedInAnOrderlyWay() {
        int port = Ports.free();
        try (ServiceProcess service = start(port)) {
            service.awaitHealthy("http://127.0.0.1:%d/health".formatted(port), PATIENCE);
            assertThat(service.output()).contains("hello from the environment, property set");

            assertThat(service.terminate(PATIENCE)).isEqualTo(143);
            assertThat(service.output()).contains("good-bye");
        }
    }

    @Test
    void killedServiceSaysNothingAnyMore() {
        int port = Ports.free();
        try (ServiceProcess service = start(port)) {
            service.awaitOutput("hello", PATIENCE);

            service.kill9();

            assertThat(service.isAlive()).isFalse();
            assertThat(service.output()).doesNotContain("good-bye");
        }
    }

    @Test
    void serviceThatEndsEarlyFailsTheWaitWithItsOwnWords() {
        try (ServiceProcess service =
                ServiceProcess.mainClass(Fragile.class).arguments("no database").start()) {
            assertThatThrownBy(() -> service.awaitHealthy("http://127.0.0.1:1/health", PATIENCE))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("ended with 3")
                    .hasMessageContaining("cannot start: no database");
        }
    }

    @Test
    void missingJarIsToldAtOnce() {
        assertThatThrownBy(() -> ServiceProcess.jar(Path.of("target/absent.jar")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("absent.jar");
    }

    private static ServiceProcess start(int port) {
        return ServiceProcess.mainClass(Healthy.class)
                .environment("GREETING", "hello from the environment")
                .property("suffix", "property set")
                .arguments(Integer.toString(port))
                .start();
    }

    static final class Healthy {
        public static void main(String[] arguments) throws Exception {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(
                                    InetAddress.getLoopbackAddress(),
                                    Integer.parseInt(arguments[0])),
                            0);
            server.createContext(
                    "/health",
                    exchange -> {
                        exchange.sendResponseHeaders(200, -1);
                        exchange.close();
                    });
            server.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("good-bye")));
            System.out.println(System.getenv("GREETING") + ", " + System.getProperty("suffix"));
        }
    }

    static final class Fragile {
        public static void main(String[] arguments) {
            System.out.println("cannot start: " + arguments[0]);
            System.exit(3);
        }
    }
}
