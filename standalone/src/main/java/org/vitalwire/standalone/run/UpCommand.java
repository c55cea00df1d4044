package org.vitalwire.standalone.run;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vitalwire up}: the whole platform, until it is told to stop. */
@Command(
        name = "up",
        description = "Starts the platform with its embedded Kafka, PostgreSQL and MQTT endpoint.",
        mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where everything is kept (default: ${DEFAULT-VALUE}).",
            defaultValue = "${env:VITALWIRE_DATA:-data}")
    private Path data;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            description = "Console, REST and FHIR (default: ${DEFAULT-VALUE}).",
            defaultValue = "8080")
    private int httpPort;

    @Option(
            names = "--mqtt-port",
            paramLabel = "PORT",
            description = "MQTT over TLS (default: ${DEFAULT-VALUE}).",
            defaultValue = "8883")
    private int mqttPort;

    @Option(
            names = "--http-address",
            paramLabel = "ADDRESS",
            description =
                    "Where HTTP listens (default: ${DEFAULT-VALUE}; it is not encrypted, so open it"
                            + " to others only behind a proxy that is).",
            defaultValue = "127.0.0.1")
    private String httpAddress;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "The address in the browser, where it is not http://localhost:PORT.")
    private String publicUrl = "";

    @Option(names = "--no-simulator", description = "Without the simulated ward.")
    private boolean noSimulator;

    @Option(
            names = "--no-watchdog",
            description = "Without the canary that shows that the platform is alive.")
    private boolean noWatchdog;

    @Option(
            names = "--background",
            description = "Return once everything is ready (the launcher sees to it).")
    @SuppressWarnings("UnusedVariable")
    private boolean background;

    @Override
    public Integer call() throws Exception {
        String url = publicUrl.isEmpty() ? "http://localhost:" + httpPort : publicUrl;
        Options options =
                new Options(
                        new DataDirectory(data),
                        httpAddress,
                        httpPort,
                        mqttPort,
                        url,
                        !noSimulator,
                        !noWatchdog);
        new Platform(options, spec.commandLine().getOut()).run();
        return 0;
    }
}
