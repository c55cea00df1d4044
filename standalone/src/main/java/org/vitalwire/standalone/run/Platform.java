package org.vitalwire.standalone.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.vitalwire.alert.oncall.TeamTable;
import org.vitalwire.embedded.DataDirectoryLock;
import org.vitalwire.embedded.Ports;
import org.vitalwire.simulator.platform.TokenSource;
import org.vitalwire.standalone.command.Installation;
import org.vitalwire.standalone.login.DemoUsers;

/** Starts everything in order, says so, waits for the end, and stops it in the reverse order. */
final class Platform {

    private static final String READINESS =
            "readinessState,gateway,ingest,analyticsStreams,alert,ehrCharting";

    private final Options options;
    private final PrintWriter out;
    private final CountDownLatch stopped = new CountDownLatch(1);

    Platform(Options options, PrintWriter out) {
        this.options = options;
        this.out = out;
    }

    void run() throws Exception {
        try {
            runUntilStopped();
        } finally {
            stopped.countDown();
        }
    }

    private void runUntilStopped() throws Exception {
        long begun = System.nanoTime();
        DataDirectory data = options.data();
        try (DataDirectoryLock _ = DataDirectoryLock.acquire(data.root())) {
            Files.deleteIfExists(data.readyFile());
            Ports.requireFree(options.httpPort(), "HTTP", "--http-port");
            Ports.requireFree(options.mqttPort(), "MQTT", "--mqtt-port");
            data.createDirectories();
            Secrets secrets = new Secrets(data.secrets());

            say("Starting Kafka and PostgreSQL in " + data.root() + " ...");
            try (Infrastructure infrastructure = new Infrastructure(data, secrets)) {
                Map<String, String> settings = infrastructure.start();
                say("Starting the services ...");
                try (ConfigurableApplicationContext context = startServices(settings)) {
                    CountDownLatch stop = stopOnSignal();
                    if (options.simulator()) {
                        DemoTeams.introduce(context.getBean(TeamTable.class));
                    }
                    announce(context, begun);
                    TokenSource tokens = Installation.tokens(options.publicUrl(), secrets);
                    try (CanaryEnrolment _ = CanaryEnrolment.start(options, tokens);
                            SimulatedWardRun _ =
                                    SimulatedWardRun.start(options, tokens, this::say)) {
                        stop.await();
                        say("Stopping ...");
                    }
                } finally {
                    Files.deleteIfExists(data.readyFile());
                }
            }
        }
        say("Stopped.");
    }

    private ConfigurableApplicationContext startServices(Map<String, String> infrastructure) {
        Map<String, String> settings = new LinkedHashMap<>(infrastructure);
        DataDirectory data = options.data();
        settings.put("spring.main.register-shutdown-hook", "false");
        // Each service's own file names its own; here all of them together are what is ready.
        settings.put("management.endpoint.health.group.readiness.include", READINESS);
        settings.put("spring.application.name", "vitalwire");
        settings.put("server.address", options.httpAddress());
        settings.put("server.port", Integer.toString(options.httpPort()));
        settings.put("logging.file.name", data.log().toString());
        settings.put("vitalwire.security.issuer", options.publicUrl());
        settings.put("vitalwire.standalone.data", data.root().toString());
        settings.put("vitalwire.ehr.ingest.url", ownUrl());
        settings.put("vitalwire.gateway.mqtt.port", Integer.toString(options.mqttPort()));
        settings.put(
                "vitalwire.gateway.certificates.directory", data.certificateAuthority().toString());
        settings.put("vitalwire.analytics.state-directory", data.streams().toString());
        // There is no other process that could keep a copy.
        settings.put("vitalwire.analytics.standby-replicas", "0");
        settings.putAll(CanaryEnrolment.settings(options));
        List<String> arguments = new ArrayList<>();
        settings.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return new SpringApplicationBuilder(StandaloneConfiguration.class)
                .properties("spring.config.name=standalone")
                .run(arguments.toArray(String[]::new));
    }

    /** Where this process answers itself: its services ask each other as they would elsewhere. */
    private String ownUrl() {
        String address = options.httpAddress();
        String host =
                switch (address) {
                    case "0.0.0.0", "::" -> "127.0.0.1";
                    default -> address.contains(":") ? "[" + address + "]" : address;
                };
        return "http://" + host + ":" + options.httpPort();
    }

    private void announce(ConfigurableApplicationContext context, long begun) throws IOException {
        Properties ready = new Properties();
        ready.setProperty("url", options.publicUrl());
        ready.setProperty("mqttPort", Integer.toString(options.mqttPort()));
        ready.setProperty(
                "kafka",
                context.getEnvironment().getRequiredProperty("vitalwire.kafka.bootstrap-servers"));
        ready.setProperty("pid", Long.toString(ProcessHandle.current().pid()));
        Path file = options.data().readyFile();
        Path unfinished = file.resolveSibling("ready.unfinished");
        try (Writer writer = Files.newBufferedWriter(unfinished)) {
            ready.store(writer, null);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);

        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        say("READY after %.1f s".formatted(took.toMillis() / 1000.0));
        say("");
        say("  Console  " + options.publicUrl());
        say("  FHIR R4  " + options.publicUrl() + "/fhir");
        say("  MQTT     localhost:" + options.mqttPort() + " (TLS, device certificates)");
        say("  Log      " + options.data().log());
        say("");
        for (String line : context.getBean(DemoUsers.class).describe()) {
            say("  " + line);
        }
        say("");
    }

    /** The hook holds the JVM until everything is closed in order. */
    private CountDownLatch stopOnSignal() {
        CountDownLatch stop = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    stop.countDown();
                                    try {
                                        stopped.await();
                                    } catch (InterruptedException e) {
                                        Thread.currentThread().interrupt();
                                    }
                                },
                                "stop"));
        return stop;
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
