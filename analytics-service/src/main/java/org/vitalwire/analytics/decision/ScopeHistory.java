package org.vitalwire.analytics.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All decisions about one scope. Immutable, and pure.
 *
 * <p>The last word counts: at a moment, of all decisions whose time has begun, the newest. One
 * whose time is over uncovers the one below it; a withdrawal covers all that was decided before it,
 * also what was still to come. Candidates have an order of their own.
 *
 * <p>Nothing may be decided for the past (see {@link DecisionReader}), so what counted at a moment
 * never changes once that moment is over.
 */
final class ScopeHistory {

    static final ScopeHistory EMPTY = new ScopeHistory(List.of());

    private final List<Decided> newestFirst;

    private ScopeHistory(List<Decided> newestFirst) {
        this.newestFirst = List.copyOf(newestFirst);
    }

    ScopeHistory with(Decided decided) {
        List<Decided> all = new ArrayList<>(newestFirst);
        all.add(decided);
        all.sort(Decided.NEWEST_FIRST);
        return new ScopeHistory(all);
    }

    /** Without the decision of that key. */
    ScopeHistory without(String key) {
        return new ScopeHistory(
                newestFirst.stream().filter(d -> !d.decision().key().equals(key)).toList());
    }

    boolean isEmpty() {
        return newestFirst.isEmpty();
    }

    List<Decided> newestFirst() {
        return newestFirst;
    }

    /** Number of the newest decision, 0 before the first. */
    int version() {
        return newestFirst.isEmpty() ? 0 : newestFirst.getFirst().decision().version();
    }

    int nextVersion() {
        return version() + 1;
    }

    /**
     * What counts.
     *
     * @param at event time, microseconds
     */
    Optional<Rulebook> at(long at, boolean shadow) {
        for (Decided decided : newestFirst) {
            if (decided.decision().shadow() == shadow && decided.from() <= at) {
                if (decided.isWithdrawal()) {
                    return Optional.empty();
                }
                // Without rules it is of a release that we do not read: what lies below it counts.
                if (at < decided.to() && decided.rulebook().isPresent()) {
                    return decided.rulebook();
                }
            }
        }
        return Optional.empty();
    }

    /**
     * @param now microseconds
     */
    Standing standing(Decided decided, long now) {
        if (decided.isWithdrawal()) {
            return Standing.WITHDRAWN;
        }
        if (decided.to() <= now) {
            return Standing.EXPIRED;
        }
        boolean shadow = decided.decision().shadow();
        long begins = Math.max(now, decided.from());
        boolean counts = at(begins, shadow).equals(decided.rulebook());
        if (!counts || decided.rulebook().isEmpty()) {
            return Standing.SUPERSEDED;
        }
        return decided.from() > now ? Standing.PENDING : Standing.IN_FORCE;
    }
}
