package org.vitalwire.analytics.patient;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitalwire.analytics.condition.Announcement;
import org.vitalwire.analytics.condition.ConditionState;
import org.vitalwire.analytics.patient.Announcements.OfCondition;
import org.vitalwire.analytics.patient.Difference.Saying;
import org.vitalwire.contracts.event.Finding.Phase;
import org.vitalwire.contracts.event.Priority;

/** Tells what is known of a lane and was not told yet, and remembers that it was told. */
final class Teller {

    private final Rules rules;

    Teller(Rules rules) {
        this.rules = rules;
    }

    /**
     * @param now the lane as it is known now
     * @param news what its conditions had to say on the way here
     */
    void tellFindings(Track track, Lane now, Announcements news, Cause cause, Outcome outcome) {
        Told told = track.told;
        if (told.findings().isEmpty() && news.isEmpty()) {
            return;
        }
        for (OfCondition of : news.byCondition().values()) {
            String condition = of.rule().condition();
            List<Saying> sayings = Difference.between(told.of(condition), of.before(), of.since());
            say(condition, sayings, now, told, cause, outcome);
        }
        for (String condition : List.copyOf(told.findings().keySet())) {
            if (!news.byCondition().containsKey(condition)) {
                tellWithoutNews(condition, now, told, cause, outcome);
            }
        }
        told.forgetOld(now.clock);
    }

    /** Tells again what this message, which is processed again, had made us tell. */
    void tellAgain(Track track, Lane now, Cause cause, Outcome outcome) {
        track.told
                .findings()
                .forEach((condition, said) -> {
                    if (said.cause() == cause.fingerprint()) {
                        tell(
                                condition,
                                new Saying(said, said.isWithdrawn() ? Explanation.WITHDRAWN : null),
                                now,
                                cause,
                                outcome);
                    }
                });
    }

    private void tellWithoutNews(
            String condition, Lane now, Told told, Cause cause, Outcome outcome) {
        Announcement said = told.of(condition);
        if (said == null) {
            return;
        }
        if (rules.of(condition) == null) {
            if (said.phase() != Phase.ENDED) {
                Announcement ended = said.toldAs(Phase.ENDED, Math.max(now.clock, said.at() + 1));
                Saying saying = new Saying(ended, Explanation.NOT_WATCHED);
                say(condition, List.of(saying), now, told, cause, outcome);
            }
            return;
        }
        List<Saying> sayings = Difference.between(said, last(now, condition), List.of());
        say(condition, sayings, now, told, cause, outcome);
    }

    private void say(
            String condition,
            List<Saying> sayings,
            Lane now,
            Told told,
            Cause cause,
            Outcome outcome) {
        if (sayings.isEmpty()) {
            return;
        }
        for (Saying saying : sayings) {
            tell(condition, saying, now, cause, outcome);
        }
        told.tell(condition, standing(condition, sayings, now).causedBy(cause.fingerprint()));
    }

    /** What whoever was told now holds to be so: the withdrawal of another occurrence is over. */
    private static Announcement standing(String condition, List<Saying> sayings, Lane now) {
        Announcement newest = sayings.getLast().said();
        ConditionState state = now.condition(condition);
        if (state != null && state.isOn() && newest.phase() == Phase.ENDED && sayings.size() > 1) {
            Announcement standing = sayings.get(sayings.size() - 2).said();
            return standing.toldAs(standing.phase(), newest.at());
        }
        boolean withdrawn = Explanation.WITHDRAWN.equals(sayings.getLast().explanation());
        return withdrawn ? newest.withdrawn() : newest;
    }

    private void tell(String condition, Saying saying, Lane now, Cause cause, Outcome outcome) {
        @Nullable Rule rule = rules.of(condition);
        Announcement said = saying.said();
        Explanation explanation = saying.explanation();
        if (rule == null) {
            outcome.add(
                    cause.finding(
                            condition,
                            said,
                            Priority.LOW,
                            condition,
                            explanation == null ? Explanation.NOT_WATCHED : explanation));
            return;
        }
        int depth = rule.depthOf(said, cause.scale());
        Explanation why =
                explanation == null ? rule.explain(now, said, cause.scale()) : explanation;
        outcome.add(
                cause.finding(
                        condition,
                        said,
                        rule.priority(depth, cause.scale()),
                        rule.title(depth),
                        why.equals(Explanation.WITHDRAWN) ? why : why.by(rules.label())));
    }

    private static @Nullable Announcement last(Lane lane, String condition) {
        ConditionState state = lane.condition(condition);
        return state == null ? null : state.last().orElse(null);
    }
}
