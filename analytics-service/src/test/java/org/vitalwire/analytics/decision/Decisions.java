package org.vitalwire.analytics.decision;

import java.time.Instant;
import java.util.Optional;
import org.vitalwire.analytics.policy.ShippedPolicies;
import org.vitalwire.contracts.event.PolicyDecision;
import org.vitalwire.contracts.event.PolicyScope;

/** Decisions for tests. */
final class Decisions {

    static final Instant T0 = Instant.parse("2026-11-23T10:00:00Z");

    /** As ward-adult, under another name. */
    static String document(String id) {
        return ShippedPolicies.WARD_ADULT
                .document()
                .toString()
                .replaceFirst("\"id\":\"ward-adult\"", "\"id\":\"" + id + "\"");
    }

    /** In force from the minute on that it was decided in. */
    static PolicyDecision put(PolicyScope scope, int version, int minute) {
        return decision(scope, version, minute, minute, null, false, document("p" + version));
    }

    static PolicyDecision decision(
            PolicyScope scope,
            int version,
            int decided,
            int from,
            @org.jspecify.annotations.Nullable Integer to,
            boolean shadow,
            @org.jspecify.annotations.Nullable String document) {
        return new PolicyDecision(
                scope,
                version,
                "p" + version,
                "nurse",
                "because",
                minute(decided),
                minute(from),
                Optional.ofNullable(to).map(Decisions::minute),
                Optional.empty(),
                shadow,
                Optional.ofNullable(document));
    }

    static Instant minute(int minute) {
        return T0.plusSeconds(60L * minute);
    }

    private Decisions() {}
}
