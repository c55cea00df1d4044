package org.vitalwire.kit.database;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A service's database. There is no default password.
 *
 * @param url JDBC URL of PostgreSQL
 */
public record DatabaseSettings(
        @NotBlank @DefaultValue("jdbc:postgresql://localhost:5432/vitalwire") String url,
        @NotBlank String username,
        @DefaultValue("") String password,
        @Min(1) @DefaultValue("4") int maximumPoolSize) {

    /** Prints no password. */
    @Override
    public String toString() {
        return "DatabaseSettings[" + url + ", " + username + "]";
    }
}
