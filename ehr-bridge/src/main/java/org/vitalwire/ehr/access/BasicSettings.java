package org.vitalwire.ehr.access;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A name and a password with every request (RFC 7617).
 *
 * @param username without a colon; empty: not used
 */
public record BasicSettings(
        @NotNull @DefaultValue("") String username, @NotNull @DefaultValue("") String password) {

    /**
     * @throws IllegalArgumentException if the name cannot be told from the password
     */
    public BasicSettings {
        if (username.indexOf(':') >= 0) {
            throw new IllegalArgumentException("basic.username must not contain a colon");
        }
    }

    boolean isConfigured() {
        return !username.isEmpty();
    }

    /** Prints no password. */
    @Override
    public String toString() {
        return "BasicSettings[" + (isConfigured() ? "configured" : "") + "]";
    }
}
