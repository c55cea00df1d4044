package org.vitalwire.simulator.platform;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every command needs to reach the platform. */
public final class PlatformOptions {

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "Where the platform is (default: the one that runs here, else port 8080).")
    private @Nullable URI url;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "Bearer token of an operator who is also clinician and integrator.")
    private @Nullable String token;

    @Option(
            names = "--keys",
            paramLabel = "DIR",
            description =
                    "Folder of the devices' keys and certificates (default: beside the data of the"
                            + " platform).")
    private @Nullable Path keys;

    public VitalwireClient client(PlatformDefaults defaults) {
        URI base = url == null ? defaults.url() : url;
        return new VitalwireClient(
                base, token == null ? defaults.tokens(base) : TokenSource.fixed(token));
    }

    public Path keys(PlatformDefaults defaults) {
        return keys == null ? defaults.keys() : keys;
    }
}
