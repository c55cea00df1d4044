package org.vitalwire.alert.episode;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vitalwire.alert.episode.Calling.Underway;
import org.vitalwire.alert.episode.Decision.Step;
import org.vitalwire.alert.episode.Episode.Open;
import org.vitalwire.alert.episode.Responsibility.AcceptedBy;
import org.vitalwire.alert.episode.Signal.Silenced;
import org.vitalwire.contracts.event.AlertEpisode.Transition;

/** What becomes of an open episode as time passes: whom it calls, whom it reminds. */
final class Escalation {

    private final Instant now;
    private final Staffing staffing;
    private final EscalationPlans plans;

    private Escalation(Instant now, Staffing staffing, EscalationPlans plans) {
        this.now = now;
        this.staffing = staffing;
        this.plans = plans;
    }

    static Step onTime(Open open, Instant now, Staffing staffing, EscalationPlans plans) {
        Escalation escalation = new Escalation(now, staffing, plans);
        Step all = Step.none(open);
        while (all.episode() instanceof Open current && isDue(current, now)) {
            all = all.then(escalation.step(current));
        }
        return all;
    }

    static Open unreachable(Open open, int round, int taken, Instant now, EscalationPlans plans) {
        boolean there =
                open.handling().calling() instanceof Underway underway
                        && underway.round() == round
                        && underway.taken() == taken;
        return there
                ? open.with(
                        open.facts(),
                        hurried(open.handling(), plans.of(open.facts().priority()), now))
                : open;
    }

    /**
     * The next step is due now, if the plan has one that has not been taken: what is only repeated
     * comes at its time, else each no of many would call all of them again.
     */
    static Handling hurried(Handling handling, EscalationPlan plan, Instant now) {
        return handling.calling() instanceof Underway underway
                        && underway.taken() < plan.steps().size()
                ? handling.with(underway.hurried(now))
                : handling;
    }

    private static boolean isDue(Episode episode, Instant now) {
        return episode.due().filter(at -> !at.isAfter(now)).isPresent();
    }

    private Step step(Open open) {
        Handling handling = open.handling();
        if (handling.signal() instanceof Silenced) {
            Open after = open.with(open.facts().decided(now), handling.resumed(now));
            return new Step(after, List.of(Change.of(Transition.RESUMED, after, now)));
        }
        return switch (handling.calling()) {
            case Underway underway ->
                    underway.first()
                            .map(person -> callByName(open, underway, person))
                            .orElseGet(() -> callNext(open, underway));
            case Calling.Rest rest -> remind(open, rest);
        };
    }

    private Step callByName(Open open, Underway underway, String person) {
        EscalationPlan plan = plans.of(open.facts().priority());
        Underway called =
                new Underway(
                        underway.round(),
                        underway.since(),
                        1,
                        plan.nextAt(underway.since(), 1, now),
                        Optional.empty());
        Call call = Call.to(person, underway.round(), plan.steps().size() == 1);
        return called(open, open.handling().with(called), Transition.CALLED, call);
    }

    private Step callNext(Open open, Underway underway) {
        EscalationPlan plan = plans.of(open.facts().priority());
        boolean repeats = underway.taken() >= plan.steps().size();
        int round = repeats ? underway.round() + 1 : underway.round();
        Instant since = repeats ? now : underway.since();
        int taken = repeats ? plan.steps().size() : underway.taken() + 1;
        CallTarget target = plan.stepAfter(underway.taken()).to();
        boolean staffed = staffing.anybody(target);
        boolean last = taken == plan.steps().size();
        Optional<Instant> nextAt =
                staffed || last ? plan.nextAt(since, taken, now) : Optional.of(now);
        Underway next = new Underway(round, since, taken, nextAt, Optional.empty());
        // Who accepted and did not answer the reminder is not there any more.
        Handling handling = open.handling();
        Handling searching =
                handling.responsibility().isAccepted()
                        ? handling.with(Responsibility.undefined())
                        : handling;
        return called(
                open,
                searching.with(next),
                Transition.CALLED,
                Call.to(target, round, taken, staffed, last));
    }

    private Step remind(Open open, Calling.Rest rest) {
        if (!(open.responsibility() instanceof AcceptedBy accepted)) {
            throw new IllegalStateException("only who accepted is reminded");
        }
        EscalationPlan plan = plans.of(open.facts().priority());
        Underway reminded =
                new Underway(rest.round() + 1, now, 1, plan.nextAt(now, 1, now), Optional.empty());
        Handling waiting = open.handling().with(accepted).with(reminded);
        return called(
                open,
                waiting,
                Transition.REMINDED,
                Call.to(accepted.by(), reminded.round(), plan.steps().size() == 1));
    }

    private Step called(Open open, Handling handling, Transition transition, Call call) {
        // A reminder that was not answered takes the acceptance away, which is more than a call.
        boolean lost =
                open.responsibility().isAccepted() && !handling.responsibility().isAccepted();
        Open after =
                open.with(lost ? open.facts().decided(now) : open.facts().seenAt(now), handling);
        return new Step(after, List.of(Change.call(transition, after, now, call)));
    }
}
