package org.vitalwire.alert.episode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vitalwire.alert.episode.Decision.ConditionStillActive;
import org.vitalwire.alert.episode.Decision.Step;
import org.vitalwire.alert.episode.Responsibility.AcceptedBy;
import org.vitalwire.alert.episode.Responsibility.Undefined;
import org.vitalwire.contracts.event.AlertEpisode.Transition;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.Priority;

/**
 * An alert from the moment it is raised until nobody needs it any more. Condition and
 * responsibility after IEC 60601-1-8: the condition is active or ended (latched while somebody has
 * yet to see that it was), responsibility is undefined or accepted by a person.
 *
 * <pre>
 *                 finding started, or any phase of an unknown one
 *                                     |
 *        updated: may only rise       v        updated: priority follows
 *              .------.   +--------------------+                    .------.
 *              '-----&gt;|   Active, undefined   |---acknowledge----&gt;|  Active, accepted  |&lt;-----'
 *                         +--------------------+&lt;--priority rises---|                    |
 *                            |      ^      |                          +--------------------+
 *             ended, HIGH    |      |      | ended, MEDIUM or LOW,            |
 *                            v      |      | or retrospective                 | ended
 *                     +---------+   |      |                                  |
 *                     | Latched |---'      |                                  |
 *                     +---------+ started  |                                  |
 *                            |    again    v                                  v
 *   acknowledge or resolve   |        +----------+                            |
 *   by a person              '-------&gt;| Resolved |&lt;---------------------------'
 *                                      +----------+
 * </pre>
 *
 * <ul>
 *   <li>Nobody can resolve an episode whose condition is active.
 *   <li>A HIGH episode that nobody acknowledged stays open after its condition ended, and becomes
 *       active again with the next finding: flapping is one episode.
 *   <li>Until somebody acknowledged it, an episode does not fall in priority, since nobody has seen
 *       yet how bad it was; afterwards the priority follows the condition.
 *   <li>A priority that rises takes the acknowledgement away: it was given for something lesser.
 *   <li>What comes late (see {@link Occurrence#isFollowedBy}) can raise the priority of an open
 *       episode and do nothing else to it.
 *   <li>A retrospective episode never waits for a person.
 * </ul>
 */
public sealed interface Episode {

    Facts facts();

    Responsibility responsibility();

    /** Empty while the condition is active, and when its end was never seen. Event time. */
    Optional<Instant> conditionEndedAt();

    default boolean isOpen() {
        return this instanceof Open;
    }

    default boolean isConditionActive() {
        return this instanceof Active;
    }

    /** A person takes it on. Whoever was first stays the one. */
    Step acknowledge(String person, Instant now);

    /** A person closes it. */
    Decision resolve(String person, Instant now);

    /** An episode begins. A finding of which only the end arrived leaves an ended one. */
    static Step raise(Finding finding, Optional<String> traceId, Instant now) {
        Active active = new Active(Facts.raisedBy(finding, traceId, now), Responsibility.UNDEFINED);
        Change raised = Change.of(Transition.RAISED, active, now);
        if (finding.phase() != Finding.Phase.ENDED) {
            return new Step(active, List.of(raised));
        }
        Step ended = active.end(active.facts(), Responsibility.UNDEFINED, finding.at(), now);
        List<Change> changes = new ArrayList<>(List.of(raised));
        changes.addAll(ended.changes());
        return new Step(ended.episode(), changes);
    }

    /** An episode that findings still move. */
    sealed interface Open extends Episode {

        /** A further phase of one of its findings, or a further finding of its condition. */
        Step on(Finding finding, Instant now);
    }

    /** The condition is there. */
    record Active(Facts facts, Responsibility responsibility) implements Open {

        @Override
        public Optional<Instant> conditionEndedAt() {
            return Optional.empty();
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
                        facts.endedBy(finding, facts.priority(), now),
                        responsibility,
                        finding.at(),
                        now);
            }
            if (facts.newest().isFollowedBy(finding)) {
                // A later finding of which only the end arrived: how bad it was counts as well.
                Priority priority = higher(facts.priority(), finding.priority());
                return end(
                        facts.endedBy(finding, priority, now),
                        responsibilityAfter(priority),
                        finding.at(),
                        now);
            }
            return Step.none(this);
        }

        @Override
        public Step acknowledge(String person, Instant now) {
            return switch (responsibility) {
                case AcceptedBy _ -> Step.none(this);
                case Undefined _ -> {
                    Active accepted = new Active(facts.touched(now), new AcceptedBy(person, now));
                    yield new Step(
                            accepted,
                            List.of(Change.by(person, Transition.ACKNOWLEDGED, accepted, now)));
                }
            };
        }

        @Override
        public Decision resolve(String person, Instant now) {
            return new ConditionStillActive();
        }

        /** Time closes a retrospective episode whose end never came; a live one is left alone. */
        public Step lapse(Instant now) {
            if (!facts.retrospective()) {
                return Step.none(this);
            }
            Resolved lapsed =
                    new Resolved(
                            facts.touched(now),
                            responsibility,
                            Optional.empty(),
                            now,
                            Optional.empty());
            return new Step(lapsed, List.of(Change.of(Transition.RESOLVED, lapsed, now)));
        }

        private Step follow(Finding finding, Instant now) {
            Priority priority =
                    switch (responsibility) {
                        case Undefined _ -> higher(facts.priority(), finding.priority());
                        case AcceptedBy _ -> finding.priority();
                    };
            boolean rose = priority.compareTo(facts.priority()) > 0;
            Facts followed = facts.following(finding, priority, now);
            Active next = new Active(followed, responsibilityAfter(priority));
            return followed.readsLike(facts)
                    ? Step.none(next)
                    : new Step(next, List.of(Change.update(next, now, rose)));
        }

        private Step raiseOnly(Finding finding, Instant now) {
            if (finding.priority().compareTo(facts.priority()) <= 0) {
                return Step.none(this);
            }
            Active raised =
                    new Active(
                            facts.withPriority(finding.priority(), now), Responsibility.UNDEFINED);
            return new Step(raised, List.of(Change.update(raised, now, true)));
        }

        private Responsibility responsibilityAfter(Priority priority) {
            return priority.compareTo(facts.priority()) > 0
                    ? Responsibility.UNDEFINED
                    : responsibility;
        }

        private Step end(Facts ended, Responsibility answer, Instant endedAt, Instant now) {
            boolean waits =
                    answer instanceof Undefined
                            && ended.priority() == Priority.HIGH
                            && !ended.retrospective();
            if (waits) {
                Latched latched = new Latched(ended, endedAt);
                return new Step(
                        latched, List.of(Change.of(Transition.CONDITION_ENDED, latched, now)));
            }
            Resolved resolved =
                    new Resolved(ended, answer, Optional.of(endedAt), now, Optional.empty());
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
    record Latched(Facts facts, Instant endedAt) implements Open {

        @Override
        public Responsibility responsibility() {
            return Responsibility.UNDEFINED;
        }

        @Override
        public Optional<Instant> conditionEndedAt() {
            return Optional.of(endedAt);
        }

        @Override
        public Step on(Finding finding, Instant now) {
            if (!facts.newest().isFollowedBy(finding)) {
                return Step.none(this);
            }
            if (finding.phase() == Finding.Phase.ENDED) {
                Latched later =
                        new Latched(facts.endedBy(finding, facts.priority(), now), finding.at());
                return Step.none(later);
            }
            Active again =
                    new Active(
                            facts.following(finding, facts.priority(), now),
                            Responsibility.UNDEFINED);
            return new Step(again, List.of(Change.update(again, now, true)));
        }

        @Override
        public Step acknowledge(String person, Instant now) {
            Resolved resolved = resolvedBy(person, now, Optional.empty());
            return new Step(
                    resolved,
                    List.of(
                            Change.by(person, Transition.ACKNOWLEDGED, resolved, now),
                            Change.of(Transition.RESOLVED, resolved, now)));
        }

        @Override
        public Decision resolve(String person, Instant now) {
            Resolved resolved = resolvedBy(person, now, Optional.of(person));
            return new Step(
                    resolved,
                    List.of(
                            Change.by(person, Transition.ACKNOWLEDGED, resolved, now),
                            Change.by(person, Transition.RESOLVED, resolved, now)));
        }

        private Resolved resolvedBy(String person, Instant now, Optional<String> resolver) {
            return new Resolved(
                    facts.touched(now),
                    new AcceptedBy(person, now),
                    Optional.of(endedAt),
                    now,
                    resolver);
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
            Responsibility responsibility,
            Optional<Instant> conditionEndedAt,
            Instant resolvedAt,
            Optional<String> resolvedBy)
            implements Episode {

        /** Somebody who answered as it closed, or looks through old ones, has still seen it. */
        @Override
        public Step acknowledge(String person, Instant now) {
            return switch (responsibility) {
                case AcceptedBy _ -> Step.none(this);
                case Undefined _ -> {
                    Resolved seen =
                            new Resolved(
                                    facts.touched(now),
                                    new AcceptedBy(person, now),
                                    conditionEndedAt,
                                    resolvedAt,
                                    resolvedBy);
                    yield new Step(
                            seen, List.of(Change.by(person, Transition.ACKNOWLEDGED, seen, now)));
                }
            };
        }

        @Override
        public Decision resolve(String person, Instant now) {
            return Step.none(this);
        }
    }
}
