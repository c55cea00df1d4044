package org.vitalwire.simulator.platform;

import java.net.URI;
import java.nio.file.Path;

/** Which platform a command means when it is not told. */
@FunctionalInterface
public interface PlatformDefaults {

    /** Where tokens come from when none is given. */
    TokenSource tokens(URI url);

    /** Where the platform is. */
    default URI url() {
        return URI.create("http://localhost:8080");
    }

    /** Folder of the devices' keys and certificates. */
    default Path keys() {
        return Path.of("data", "devices");
    }
}
