package org.vitalwire.alert.episode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vitalwire.alert.episode.Calling.Underway;
import org.vitalwire.alert.episode.Decision.Refusal;
import org.vitalwire.alert.episode.Decision.Refused;
import org.vitalwire.alert.episode.Decision.Step;
import org.vitalwire.alert.episode.Episode.Active;
import org.vitalwire.alert.episode.Episode.Latched;
import org.vitalwire.alert.episode.Episode.Open;
import org.vitalwire.alert.episode.Episode.Resolved;
import org.vitalwire.alert.episode.Responsibility.AcceptedBy;
import org.vitalwire.alert.episode.Responsibility.Rejection;
import org.vitalwire.contracts.event.AlertEpisode.Transition;
import org.vitalwire.contracts.event.Priority;

/** What becomes of an episode when a person does something to it. */
final class Deeds {

    static final Duration LONGEST_OFF = Duration.ofHours(12);

    private final String person;
    private final Instant now;
    private final EscalationPlans plans;

    private Deeds(String person, Instant now, EscalationPlans plans) {
        this.person = person;
        this.now = now;
        this.plans = plans;
    }

    static Decision decide(
            Episode episode, Deed deed, String person, Instant now, EscalationPlans plans) {
        Deeds by = new Deeds(person, now, plans);
        return switch (deed) {
            case Deed.Accept _ -> by.accept(episode);
            case Deed.Resolve _ -> by.resolve(episode);
            case Deed.Dispose(var code) -> by.dispose(episode, code);
            case Deed.Reject(var reason) -> by.whileOpen(episode, open -> by.reject(open, reason));
            case Deed.HandOver(var to) -> by.whileCalling(episode, open -> by.handOver(open, to));
            case Deed.Pause(var length, var reason) ->
                    by.whileCalling(episode, open -> by.pause(open, length, reason));
            case Deed.SwitchOff(var until, var reason) ->
                    by.whileCalling(episode, open -> by.switchOff(open, until, reason));
            case Deed.Resume _ -> by.whileCalling(episode, by::resume);
        };
    }

    private Step accept(Episode episode) {
        return switch (episode) {
            case Active active -> accept(active);
            case Latched latched -> close(latched, Optional.empty());
            case Resolved resolved -> acceptLate(resolved);
        };
    }

    private Step accept(Active active) {
        Handling handling = active.handling();
        boolean reminded =
                handling.responsibility().isAccepted() && handling.calling() instanceof Underway;
        if (handling.responsibility().isAccepted() && !reminded) {
            return Step.none(active);
        }
        Active accepted =
                active.with(
                        active.facts().decided(now),
                        handling.accepted(new AcceptedBy(person, now), reminder(active)));
        Change change = Change.by(person, Transition.ACKNOWLEDGED, accepted, now);
        return step(accepted, reminded ? change.because(Change.AGAIN) : change);
    }

    /** Somebody who answered as it closed, or looks through old ones, has still seen it. */
    private Step acceptLate(Resolved resolved) {
        if (resolved.responsibility().isAccepted()) {
            return Step.none(resolved);
        }
        Resolved seen =
                new Resolved(
                        resolved.facts().decided(now),
                        resolved.handling().over(new AcceptedBy(person, now)),
                        resolved.conditionEndedAt(),
                        resolved.resolvedAt(),
                        resolved.resolvedBy());
        return step(seen, Change.by(person, Transition.ACKNOWLEDGED, seen, now));
    }

    private Decision resolve(Episode episode) {
        return switch (episode) {
            case Active _ -> new Refused(Refusal.CONDITION_ACTIVE);
            case Latched latched -> close(latched, Optional.of(person));
            case Resolved resolved -> Step.none(resolved);
        };
    }

    private Step close(Latched latched, Optional<String> resolver) {
        Resolved resolved =
                new Resolved(
                        latched.facts().decided(now),
                        latched.handling().over(new AcceptedBy(person, now)),
                        latched.conditionEndedAt(),
                        now,
                        resolver);
        Change closed =
                resolver.isPresent()
                        ? Change.by(person, Transition.RESOLVED, resolved, now)
                        : Change.of(Transition.RESOLVED, resolved, now);
        return new Step(
                resolved,
                List.of(Change.by(person, Transition.ACKNOWLEDGED, resolved, now), closed));
    }

    private Step dispose(Episode episode, Disposition.Code code) {
        boolean saidSo =
                episode.handling()
                        .disposition()
                        .filter(d -> d.code() == code && d.by().equals(person))
                        .isPresent();
        if (saidSo) {
            return Step.none(episode);
        }
        Facts facts = episode.facts().decided(now);
        Handling judged = episode.handling().disposed(new Disposition(code, person, now));
        Episode after =
                switch (episode) {
                    case Active active -> active.with(facts, lookedAfter(active, judged));
                    case Latched latched -> latched.with(facts, judged);
                    case Resolved(_, _, var endedAt, var resolvedAt, var resolvedBy) ->
                            new Resolved(facts, judged, endedAt, resolvedAt, resolvedBy);
                };
        return step(after, Change.by(person, Transition.DISPOSED, after, now).because(code.code()));
    }

    /** Who judges an alert that is accepted shows that somebody is there: no reminder for now. */
    private Handling lookedAfter(Active active, Handling judged) {
        return judged.responsibility() instanceof AcceptedBy accepted
                ? judged.accepted(accepted, reminder(active))
                : judged;
    }

    private Step reject(Open open, RejectReason reason) {
        Handling handling = open.handling();
        boolean another =
                handling.responsibility() instanceof AcceptedBy(String by, _) && !by.equals(person);
        int round = handling.calling().round();
        boolean again =
                handling.responsibility().rejections().stream()
                        .anyMatch(r -> r.by().equals(person) && r.round() == round);
        if (another || again) {
            return Step.none(open);
        }
        boolean givenBack = handling.responsibility().isAccepted();
        Handling searching =
                givenBack && handling.calling() instanceof Calling.Rest
                        ? searchAgain(open, handling)
                        : handling;
        Rejection rejection = new Rejection(person, now, reason, searching.calling().round());
        Responsibility rejected =
                givenBack
                        ? Responsibility.undefined().and(rejection)
                        : searching.responsibility().and(rejection);
        Open after =
                open.with(
                        open.facts().decided(now),
                        Escalation.hurried(
                                searching.with(rejected), plans.of(open.facts().priority()), now));
        return step(
                after, Change.by(person, Transition.REJECTED, after, now).because(reason.code()));
    }

    /** For who gave it back: a new round, unless it is silenced and begins one afterwards. */
    private Handling searchAgain(Open open, Handling handling) {
        boolean calls =
                !open.facts().retrospective() && handling.signal() instanceof Signal.Enabled;
        return calls ? handling.round(now, Optional.empty()) : handling;
    }

    private Decision handOver(Open open, String to) {
        if (to.equals(person)) {
            return new Refused(Refusal.TO_ONESELF);
        }
        Step awake = resume(open);
        Open woken = (Open) awake.episode();
        Open after =
                woken.with(
                        woken.facts().decided(now), woken.handling().round(now, Optional.of(to)));
        return awake.then(
                step(after, Change.by(person, Transition.HANDED_OVER, after, now).towards(to)));
    }

    private Decision pause(Open open, Duration length, SilenceReason reason) {
        Duration longest = plans.of(open.facts().priority()).longestPause();
        if (!length.isPositive() || length.compareTo(longest) > 0) {
            return new Refused(Refusal.PAUSE_TOO_LONG);
        }
        Signal.Paused pause = new Signal.Paused(now.plus(length), person, reason);
        return silence(open, pause, Transition.PAUSED);
    }

    private Decision switchOff(Open open, Instant until, SilenceReason reason) {
        if (open.facts().priority() == Priority.HIGH) {
            return new Refused(Refusal.NOT_FOR_HIGH);
        }
        if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST_OFF))) {
            return new Refused(Refusal.OFF_TOO_LONG);
        }
        return silence(open, new Signal.Off(until, person, reason), Transition.SWITCHED_OFF);
    }

    private Step silence(Open open, Signal.Silenced silence, Transition transition) {
        Open after = open.with(open.facts().decided(now), open.handling().silenced(silence));
        return step(
                after, Change.by(person, transition, after, now).because(silence.reason().code()));
    }

    private Step resume(Open open) {
        if (open.handling().signal() instanceof Signal.Enabled) {
            return Step.none(open);
        }
        Open after = open.with(open.facts().decided(now), open.handling().resumed(now));
        return step(after, Change.by(person, Transition.RESUMED, after, now));
    }

    private Optional<Instant> reminder(Active active) {
        return active.facts().retrospective()
                ? Optional.empty()
                : plans.of(active.facts().priority()).remindAfter().map(now::plus);
    }

    private interface OpenDeed {
        Decision on(Open open);
    }

    private Decision whileOpen(Episode episode, OpenDeed deed) {
        return episode instanceof Open open ? deed.on(open) : new Refused(Refusal.OVER);
    }

    private Decision whileCalling(Episode episode, OpenDeed deed) {
        return whileOpen(
                episode,
                open ->
                        open.facts().retrospective()
                                ? new Refused(Refusal.RETROSPECTIVE)
                                : deed.on(open));
    }

    private static Step step(Episode after, Change change) {
        return new Step(after, List.of(change));
    }
}
