package org.vitalwire.analytics.patient;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vitalwire.analytics.condition.Announcement;
import org.vitalwire.analytics.quality.Judged;
import org.vitalwire.contracts.event.HeldBack;

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
    private final long about;
    private List<HeldBack.Value> heldBack = List.of();

    private Map<String, OfCondition> byCondition = Map.of();

    Announcements() {
        this(true, 0);
    }

    private Announcements(boolean heard, long about) {
        this.heard = heard;
        this.about = about;
    }

    /** Also takes note of what is held back of this message. */
    static Announcements about(Measurement message) {
        return new Announcements(true, message.fingerprint());
    }

    /** Where it was heard before: keeps nothing. */
    static Announcements unheard() {
        return new Announcements(false, 0);
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

    void judged(Measurement message, Judged judged) {
        if (message.fingerprint() == about) {
            heldBack = judged.toTell();
        }
    }

    List<HeldBack.Value> heldBack() {
        return heldBack;
    }

    Map<String, OfCondition> byCondition() {
        return byCondition;
    }

    boolean isEmpty() {
        return byCondition.isEmpty();
    }
}
