package org.vitalwire.simulator.platform;

import java.net.URI;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every command needs to reach the platform. */
public final class PlatformOptions {

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://localhost:8080",
            description = "Where the platform is (default: ${DEFAULT-VALUE}).")
    private URI url = URI.create("http://localhost:8080");

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "Bearer token of an operator who is also clinician and integrator.")
    private @Nullable String token;

    @Option(
            names = "--keys",
            paramLabel = "DIR",
            defaultValue = "data/simulator",
            description =
                    "Folder of the devices' keys and certificates (default: ${DEFAULT-VALUE}).")
    private Path keys = Path.of("data", "simulator");

    /**
     * @param tokens where tokens come from when none is given
     */
    public VitalwireClient client(Function<URI, TokenSource> tokens) {
        return new VitalwireClient(
                url, token == null ? tokens.apply(url) : TokenSource.fixed(token));
    }

    public Path keys() {
        return keys;
    }
}
