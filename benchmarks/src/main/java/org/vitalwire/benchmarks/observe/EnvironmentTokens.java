package org.vitalwire.benchmarks.observe;

import org.vitalwire.simulator.platform.Role;
import org.vitalwire.simulator.platform.TokenSource;

/** Tokens by the environment, {@code VITALWIRE_TOKEN_CLINICIAN}; not by the command line. */
public final class EnvironmentTokens implements TokenSource {

    @Override
    public String token(Role role) {
        String name = "VITALWIRE_TOKEN_" + role.name();
        String token = System.getenv(name);
        if (token == null || token.isBlank()) {
            throw new IllegalStateException(name + " is not set");
        }
        return token;
    }
}
