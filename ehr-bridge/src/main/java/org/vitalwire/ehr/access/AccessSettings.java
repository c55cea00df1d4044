package org.vitalwire.ehr.access;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How we show one server who we are; nothing of it: not at all.
 *
 * @param bearerToken sent as it is; empty for none
 * @param tlsBundle name of a {@code spring.ssl.bundle.*} with our certificate, if the server wants
 *     one, and whom we trust; empty: no certificate, and whom Java trusts
 */
public record AccessSettings(
        @NotNull @DefaultValue("") String bearerToken,
        @NotNull @Valid @DefaultValue SmartSettings smart,
        @NotNull @Valid @DefaultValue BasicSettings basic,
        @NotNull @DefaultValue("") String tlsBundle) {

    /**
     * @throws IllegalArgumentException if there is more than one of token, SMART and password
     */
    public AccessSettings {
        if (kinds(bearerToken, smart, basic) > 1) {
            throw new IllegalArgumentException(
                    "of bearer-token, smart.client-id and basic.username only one can be sent");
        }
    }

    private static long kinds(String bearerToken, SmartSettings smart, BasicSettings basic) {
        return Stream.of(!bearerToken.isEmpty(), smart.isConfigured(), basic.isConfigured())
                .filter(configured -> configured)
                .count();
    }

    /** Whether something is sent that others could use. */
    boolean isSecret() {
        return kinds(bearerToken, smart, basic) > 0;
    }

    /** For servers that ask for nothing. */
    public static AccessSettings none() {
        return new AccessSettings(
                "",
                new SmartSettings("", "", "", SmartAlgorithm.AUTO, ""),
                new BasicSettings("", ""),
                "");
    }

    /** Prints no secret. */
    @Override
    public String toString() {
        return "AccessSettings[]";
    }
}
