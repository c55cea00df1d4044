package org.vitalwire.analytics.decision;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.policy.PolicyReader;
import org.vitalwire.analytics.policy.ShippedPolicies;
import org.vitalwire.contracts.event.PolicyDecision;
import org.vitalwire.contracts.event.PolicyScope;
import tools.jackson.databind.JsonNode;

/** What the API tells of policies. */
final class PolicyViews {

    /** Who looks the morning after still sees what ended. */
    private static final java.time.Duration EXPIRED_SHOWN = java.time.Duration.ofDays(7);

    private PolicyViews() {}

    /**
     * What is in force, what is to come, and what ended lately; and what we ship.
     *
     * @param versions number of the newest decision about each scope that was ever decided about
     */
    record Overview(List<Entry> policies, Map<String, Integer> versions, List<Shipped> shipped) {}

    /**
     * What is in force, what is to come, and what ended lately, of one scope.
     *
     * @param version number of the newest decision, 0 before the first
     */
    record OfScope(String scope, int version, List<Entry> policies) {}

    /**
     * @param state as in {@link Standing}
     * @param policy the document; null of a withdrawal
     */
    record Entry(
            String scope,
            String id,
            int version,
            String author,
            String reason,
            Instant decidedAt,
            Instant effectiveFrom,
            @Nullable Instant expiresAt,
            @Nullable String owner,
            String state,
            boolean shadow,
            @Nullable JsonNode policy) {}

    /**
     * @param inForceByDefault whether it counts for whoever nothing else was decided about
     */
    record Shipped(String id, String description, boolean inForceByDefault, JsonNode policy) {}

    record History(String scope, List<Entry> decisions) {}

    /** What has been checked and not put in force. */
    record Checked(boolean valid, String id, int limits, int scores, int otherRules) {}

    static List<Shipped> shipped(Rulebook byDefault) {
        return Arrays.stream(ShippedPolicies.values())
                .map(shipped ->
                        new Shipped(
                                shipped.id(),
                                shipped.policy().description(),
                                shipped.policy().id().equals(byDefault.policy().id()),
                                shipped.document()))
                .toList();
    }

    /** Of one scope, without what is history. */
    static List<Entry> current(ScopeHistory history, Instant now) {
        long at = EventTime.micros(now);
        return history.newestFirst().stream()
                .filter(decided -> isCurrent(decided, history.standing(decided, at), now))
                .map(decided -> entry(decided, history.standing(decided, at)))
                .toList();
    }

    static OfScope ofScope(PolicyScope scope, ScopeHistory history, Instant now) {
        return new OfScope(scope.code(), history.version(), current(history, now));
    }

    /** Of one scope, everything, the newest first. */
    static History history(PolicyScope scope, ScopeHistory history, Instant now) {
        long at = EventTime.micros(now);
        return new History(
                scope.code(),
                history.newestFirst().stream()
                        .map(decided -> entry(decided, history.standing(decided, at)))
                        .toList());
    }

    private static boolean isCurrent(Decided decided, Standing standing, Instant now) {
        return switch (standing) {
            case IN_FORCE, PENDING -> true;
            case EXPIRED -> decided.to() > EventTime.micros(now.minus(EXPIRED_SHOWN));
            case SUPERSEDED, WITHDRAWN -> false;
        };
    }

    static Entry entry(Decided decided, Standing standing) {
        PolicyDecision decision = decided.decision();
        return new Entry(
                decision.scope().code(),
                decision.policyId(),
                decision.version(),
                decision.author(),
                decision.reason(),
                decision.decidedAt(),
                decision.effectiveFrom(),
                decision.expiresAt().orElse(null),
                decision.owner().orElse(null),
                standing.name(),
                decision.shadow(),
                decision.document()
                        .map(document ->
                                PolicyReader.parse(
                                        decision.policyId(),
                                        document.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                        .orElse(null));
    }
}
