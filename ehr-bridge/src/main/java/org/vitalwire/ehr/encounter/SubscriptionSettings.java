package org.vitalwire.ehr.encounter;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A Subscription (R5 Backport) by which the server wakes us.
 *
 * @param topic canonical URL of a topic of its that tells of encounters; empty: none is made
 * @param endpoint our {@code /hooks/census-fhir} as the server reaches it
 * @param secret that the server shows with each notification, 16 characters or more
 * @param checked how often it is looked whether the server still has it active
 */
public record SubscriptionSettings(
        @NotNull @DefaultValue("") String topic,
        @NotNull @DefaultValue("") String endpoint,
        @NotNull @DefaultValue("") String secret,
        @NotNull @DefaultValue("1m") Duration checked) {

    private static final int SHORTEST_SECRET = 16;

    public SubscriptionSettings {
        if (!topic.isEmpty() && (endpoint.isEmpty() || secret.length() < SHORTEST_SECRET)) {
            throw new IllegalArgumentException(
                    "a subscription needs an endpoint and a secret of 16 characters or more");
        }
    }

    boolean isWanted() {
        return !topic.isEmpty();
    }

    /** Prints no secret. */
    @Override
    public String toString() {
        return "SubscriptionSettings[]";
    }
}
