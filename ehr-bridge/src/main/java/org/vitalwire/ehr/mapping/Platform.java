package org.vitalwire.ehr.mapping;

import java.util.Optional;

/**
 * Who writes: this installation.
 *
 * @param release of the software
 * @param organisation on whose behalf it writes, as people call it
 */
public record Platform(String release, Optional<String> organisation) {

    /** This process, on nobody's behalf. */
    public static Platform running() {
        String release = Platform.class.getPackage().getImplementationVersion();
        return new Platform(release == null ? "unreleased" : release, Optional.empty());
    }
}
