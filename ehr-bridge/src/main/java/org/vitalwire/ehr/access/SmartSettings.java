package org.vitalwire.ehr.access;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * SMART Backend Services: a signed assertion for a token that lasts minutes.
 *
 * @param clientId as the hospital registered us; empty: SMART is not used
 * @param tokenUrl empty: as {@code .well-known/smart-configuration} of the server says
 * @param scope what we ask for, apart by blanks, such as {@code system/Observation.cus}
 * @param keyId the key that signs, where one is to; empty: the newest that may
 */
public record SmartSettings(
        @NotNull @DefaultValue("") String clientId,
        @NotNull @Pattern(regexp = "|https?://.+") @DefaultValue("") String tokenUrl,
        @NotNull @DefaultValue("") String scope,
        @NotNull @DefaultValue("AUTO") SmartAlgorithm algorithm,
        @NotNull @DefaultValue("") String keyId) {

    /**
     * @throws IllegalArgumentException without a scope
     */
    public SmartSettings {
        if (!clientId.isEmpty() && scope.isBlank()) {
            throw new IllegalArgumentException("smart.client-id needs a smart.scope");
        }
    }

    boolean isConfigured() {
        return !clientId.isEmpty();
    }
}
