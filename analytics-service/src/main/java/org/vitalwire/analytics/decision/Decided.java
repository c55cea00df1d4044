package org.vitalwire.analytics.decision;

import java.util.Comparator;
import java.util.Optional;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.contracts.event.PolicyDecision;

/**
 * A decision with its times as they are compared.
 *
 * @param rulebook empty for a withdrawal
 * @param from microseconds, inclusive
 * @param to microseconds, exclusive; {@link Long#MAX_VALUE} without an end
 */
record Decided(PolicyDecision decision, Optional<Rulebook> rulebook, long from, long to) {

    /** The newest first. The time of the decision tells two apart that were made at once. */
    static final Comparator<Decided> NEWEST_FIRST =
            Comparator.<Decided>comparingInt(d -> d.decision.version())
                    .thenComparing(d -> d.decision.decidedAt())
                    .reversed();

    static Decided of(PolicyDecision decision, Optional<Rulebook> rulebook) {
        return new Decided(
                decision,
                rulebook,
                EventTime.micros(decision.effectiveFrom()),
                decision.expiresAt().map(EventTime::micros).orElse(Long.MAX_VALUE));
    }

    boolean isWithdrawal() {
        return decision.document().isEmpty();
    }
}
