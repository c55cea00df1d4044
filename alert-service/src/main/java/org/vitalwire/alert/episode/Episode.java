package org.vitalwire.alert.episode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vitalwire.alert.episode.Decision.Step;
import org.vitalwire.contracts.event.AlertEpisode.Transition;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.Priority;

/**
 * An alert from the moment it is raised until nobody needs it any more: what the condition does
 * (this type), what people have said ({@link Responsibility}), whether it may call them ({@link
 * Signal}) and whom it calls when ({@link Calling}); the words are those of IEC 60601-1-8. The
 * condition is active or ended (latched while somebody has yet to see that it was).
 *
 * <pre>
 *                 finding started, or any phase of an unknown one
 *                                     |
 *        updated: may only rise       v        updated: priority follows
 *              .------.   +--------------------+                    .------.
 *              '-----&gt;|  Active, unaccepted  |------accept------&gt;|  Active, accepted  |&lt;-----'
 *                         +--------------------+&lt;--priority rises---|                    |
 *                            |      ^      |     &lt;--reject, hand    +--------------------+
 *             ended, HIGH    |      |      | ended,   over, reminder          |
 *                            v      |      | MEDIUM   not answered            | ended
 *                     +---------+   |      | or LOW,                          |
 *                     | Latched |---'      | or retrospective                 |
 *                     +---------+ started  |                                  |
 *                            |    again    v                                  v
 *   accept or resolve        |        +----------+                            |
 *   by a person              '-------&gt;| Resolved |&lt;---------------------------'
 *                                      +----------+
 *
 *   While it is open, live and not accepted:
 *
 *        raised, risen, handed over, resumed
 *              |
 *              v              due            CALLED      reject, unreachable, or nobody on
 *     +--------------------+ -----&gt; next step of the  &lt;-- call: next step at once
 *     | round n, underway  | &lt;----- plan; after the last,
 *     +--------------------+        round n + 1 repeats it
 *        |   ^         ^  | accept                              +-----------------------+
 *  pause,|   | until,  |  '-----------------------------------&gt;| at rest, accepted     |
 *  off   v   | resume  '-----REMINDED, still active, unanswered-| until it is reminded  |
 *     +--------------------+                                    +-----------------------+
 *     | silenced: at rest  |
 *     +--------------------+
 * </pre>
 *
 * <ul>
 *   <li>Nobody can resolve an episode whose condition is active.
 *   <li>A HIGH episode that nobody accepted stays open after its condition ended, and becomes
 *       active again with the next finding: flapping is one episode.
 *   <li>Until somebody accepted it, an episode does not fall in priority, since nobody has seen yet
 *       how bad it was; afterwards the priority follows the condition.
 *   <li>A priority that rises takes acceptance, pause and order away: they were given for something
 *       lesser. A new round of calls begins.
 *   <li>A live HIGH episode that nobody has accepted always has a time at which somebody is called.
 *   <li>What comes late (see {@link Occurrence#isFollowedBy}) can raise the priority of an open
 *       episode and do nothing else to it.
 *   <li>A retrospective episode never waits for a person and calls nobody.
 * </ul>
 */
public sealed interface Episode {

    Facts facts();

    Handling handling();

    /** Empty while the condition is active, and when its end was never seen. Event time. */
    Optional<Instant> conditionEndedAt();

    default Responsibility responsibility() {
        return handling().responsibility();
    }

    /** When time has to do something to it ({@link Open#onTime}); empty when never. */
    default Optional<Instant> due() {
        return handling().due();
    }

    default boolean isOpen() {
        return this instanceof Open;
    }

    default boolean isConditionActive() {
        return this instanceof Active;
    }

    /**
     * A person does something to it.
     *
     * @param person subject of their token
     */
    default Decision decide(Deed deed, String person, Instant now, EscalationPlans plans) {
        return Deeds.decide(this, deed, person, now, plans);
    }

    /**
     * An episode begins, and with it the search for somebody who accepts it. A finding of which
     * only the end arrived leaves an ended one.
     */
    static Step raise(Finding finding, Optional<String> traceId, Instant now) {
        Handling handling =
                finding.retrospective()
                        ? Handling.NONE
                        : Handling.NONE.round(now, Optional.empty());
        Active active = new Active(Facts.raisedBy(finding, traceId, now), handling);
        Step raised = new Step(active, List.of(Change.of(Transition.RAISED, active, now)));
        return finding.phase() == Finding.Phase.ENDED
                ? raised.then(active.end(active.facts(), handling, finding.at(), now))
                : raised;
    }

    /** An episode that findings and time still move. */
    sealed interface Open extends Episode {

        /** A further phase of one of its findings, or a further finding of its condition. */
        Step on(Finding finding, Instant now);

        /** The same condition, otherwise handled. */
        Open with(Facts newFacts, Handling newHandling);

        /** Takes all steps that are due: after an outage, all that were missed, in their order. */
        default Step onTime(Instant now, Staffing staffing, EscalationPlans plans) {
            return Escalation.onTime(this, now, staffing, plans);
        }

        /**
         * Nobody of the last step could be reached: the next is due now.
         *
         * @param round of the call that reached nobody
         * @param taken steps of that round that had been taken with it; when it has moved on since,
         *     nothing happens
         */
        default Open unreachable(int round, int taken, Instant now, EscalationPlans plans) {
            return Escalation.unreachable(this, round, taken, now, plans);
        }

        /**
         * The clock shows a time before the newest change, so it was put back: what is due comes as
         * much earlier, that nobody waits for the difference.
         */
        default Open clockPutBack(Instant now) {
            Duration shift = Duration.between(now, facts().updatedAt());
            return shift.isPositive() ? with(facts().seenAt(now), handling().earlier(shift)) : this;
        }
    }

    /** The condition is there. */
    record Active(Facts facts, Handling handling) implements Open {

        @Override
        public Optional<Instant> conditionEndedAt() {
            return Optional.empty();
        }

        @Override
        public Active with(Facts newFacts, Handling newHandling) {
            return new Active(newFacts, newHandling);
        }

        @Override
        public Step on(Finding finding, Instant now) {
            if (finding.phase() != Finding.Phase.ENDED) {
                return facts.newest().isFollowedBy(finding)
                        ? follow(finding, now)
                        : raiseOnly(finding, now);
            }
            if (facts.newest().isOf(finding)) {
                return end(
                        facts.endedBy(finding, facts.priority(), now), handling, finding.at(), now);
            }
            if (facts.newest().isFollowedBy(finding)) {
                // A later finding of which only the end arrived: how bad it was counts as well.
                Priority priority = higher(facts.priority(), finding.priority());
                return end(
                        facts.endedBy(finding, priority, now),
                        handlingAt(priority, now),
                        finding.at(),
                        now);
            }
            return Step.none(this);
        }

        /** Time closes a retrospective episode whose end never came; a live one is left alone. */
        public Step lapse(Instant now) {
            if (!facts.retrospective()) {
                return Step.none(this);
            }
            Resolved lapsed =
                    new Resolved(
                            facts.decided(now),
                            handling.over(responsibility()),
                            Optional.empty(),
                            now,
                            Optional.empty());
            return new Step(lapsed, List.of(Change.of(Transition.RESOLVED, lapsed, now)));
        }

        private Step follow(Finding finding, Instant now) {
            Priority priority =
                    responsibility().isAccepted()
                            ? finding.priority()
                            : higher(facts.priority(), finding.priority());
            boolean rose = priority.compareTo(facts.priority()) > 0;
            Facts followed = facts.following(finding, priority, now);
            Active next =
                    new Active(rose ? followed.decided(now) : followed, handlingAt(priority, now));
            return followed.readsLike(facts)
                    ? Step.none(next)
                    : new Step(next, List.of(Change.update(next, now, rose)));
        }

        private Step raiseOnly(Finding finding, Instant now) {
            Priority priority = finding.priority();
            if (priority.compareTo(facts.priority()) <= 0) {
                return Step.none(this);
            }
            Active raised =
                    new Active(
                            facts.withPriority(priority).decided(now), handlingAt(priority, now));
            return new Step(raised, List.of(Change.update(raised, now, true)));
        }

        private Handling handlingAt(Priority priority, Instant now) {
            boolean rose = priority.compareTo(facts.priority()) > 0;
            if (!rose) {
                return handling;
            }
            return facts.retrospective()
                    ? handling.over(Responsibility.undefined())
                    : handling.round(now, Optional.empty());
        }

        private Step end(Facts ended, Handling kept, Instant endedAt, Instant now) {
            boolean waits =
                    !kept.responsibility().isAccepted()
                            && ended.priority() == Priority.HIGH
                            && !ended.retrospective();
            if (waits) {
                Latched latched = new Latched(ended, kept, endedAt);
                return new Step(
                        latched, List.of(Change.of(Transition.CONDITION_ENDED, latched, now)));
            }
            Resolved resolved =
                    new Resolved(
                            ended,
                            kept.over(kept.responsibility()),
                            Optional.of(endedAt),
                            now,
                            Optional.empty());
            return new Step(
                    resolved,
                    List.of(
                            Change.of(Transition.CONDITION_ENDED, resolved, now),
                            Change.of(Transition.RESOLVED, resolved, now)));
        }

        private static Priority higher(Priority one, Priority other) {
            return one.compareTo(other) >= 0 ? one : other;
        }
    }

    /** The condition was there, was HIGH, and nobody has said yet that they know. */
    record Latched(Facts facts, Handling handling, Instant endedAt) implements Open {

        public Latched {
            if (handling.responsibility().isAccepted()) {
                throw new IllegalArgumentException("what is accepted waits for nobody");
            }
        }

        @Override
        public Optional<Instant> conditionEndedAt() {
            return Optional.of(endedAt);
        }

        @Override
        public Latched with(Facts newFacts, Handling newHandling) {
            return new Latched(newFacts, newHandling, endedAt);
        }

        @Override
        public Step on(Finding finding, Instant now) {
            if (!facts.newest().isFollowedBy(finding)) {
                return Step.none(this);
            }
            if (finding.phase() == Finding.Phase.ENDED) {
                return Step.none(
                        new Latched(
                                facts.endedBy(finding, facts.priority(), now),
                                handling,
                                finding.at()));
            }
            // The search for somebody goes on; who paused it did not know that it comes back, but
            // a pause has an end.
            Active again =
                    new Active(
                            facts.following(finding, facts.priority(), now).decided(now), handling);
            return new Step(again, List.of(Change.update(again, now, true)));
        }
    }

    /**
     * Over.
     *
     * @param resolvedAt processed time
     * @param resolvedBy empty when it resolved by itself
     */
    record Resolved(
            Facts facts,
            Handling handling,
            Optional<Instant> conditionEndedAt,
            Instant resolvedAt,
            Optional<String> resolvedBy)
            implements Episode {

        public Resolved {
            if (handling.due().isPresent()) {
                throw new IllegalArgumentException("nobody is called by what is over");
            }
        }
    }
}
