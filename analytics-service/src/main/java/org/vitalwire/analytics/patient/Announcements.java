package org.vitalwire.analytics.patient;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vitalwire.analytics.condition.Announcement;

/** What the conditions of a lane had to say while messages moved it, in order. */
final class Announcements {

    /** One phase of one condition. */
    record Announced(Announcement said, Explanation explanation) {}

    /**
     * Of one condition.
     *
     * @param before what had been said before all of these
     */
    record OfCondition(Rule rule, @Nullable Announcement before, List<Announced> since) {}

    private final boolean heard;

    private Map<String, OfCondition> byCondition = Map.of();

    Announcements() {
        this(true);
    }

    private Announcements(boolean heard) {
        this.heard = heard;
    }

    /** Where it was heard before: keeps nothing. */
    static Announcements unheard() {
        return new Announcements(false);
    }

    void add(Rule rule, Optional<Announcement> before, Announcement said, Explanation why) {
        if (!heard) {
            return;
        }
        if (byCondition.isEmpty()) {
            byCondition = new LinkedHashMap<>(4);
        }
        byCondition
                .computeIfAbsent(
                        rule.condition(),
                        name -> new OfCondition(rule, before.orElse(null), new ArrayList<>(2)))
                .since()
                .add(new Announced(said, why));
    }

    Map<String, OfCondition> byCondition() {
        return byCondition;
    }

    boolean isEmpty() {
        return byCondition.isEmpty();
    }
}
