package org.vitalwire.alert.episode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vitalwire.alert.episode.Responsibility.AcceptedBy;
import org.vitalwire.contracts.event.AlertEpisode.Transition;
import org.vitalwire.contracts.event.Priority;

/**
 * What must hold whatever people, findings and time do. It sees only what a reader of the audit
 * trail and a pager would see, and states that are stored; it knows nothing of how the machine
 * comes to them.
 */
final class SafetyRules {

    /** Thrown when one is broken; the message says which. */
    static final class Broken extends AssertionError {
        private static final long serialVersionUID = 1L;

        Broken(String rule) {
            super(rule);
        }
    }

    /** What the trail of one episode says so far. */
    private static final class Told {
        Priority priority = Priority.LOW;
        Optional<String> acceptedBy = Optional.empty();
        boolean reminded;
        Optional<Instant> silentUntil = Optional.empty();
        boolean over;
        int round;
        int step;
        Instant roundBegan = Instant.EPOCH;
        // The next step may be taken before its time.
        boolean hurried;
        boolean mayBegin;
        Instant searchedFrom = Instant.EPOCH;
        Optional<String> named = Optional.empty();
        Priority roundPriority = Priority.LOW;
        boolean staffed = true;
        int transitions;
    }

    private final EscalationPlans plans;
    private final Map<EpisodeId, Told> told = new HashMap<>();
    private Map<EpisodeId, Episode> stored = new HashMap<>();

    SafetyRules(EscalationPlans plans) {
        this.plans = plans;
    }

    /**
     * After everything that happens.
     *
     * @param concerned the only episode that may have changed; empty for any
     * @param lookedAt whether the clock has taken what was due
     */
    void check(
            Collection<Episode> episodes,
            List<Change> changes,
            Optional<EpisodeId> concerned,
            boolean lookedAt,
            Instant now) {
        Map<EpisodeId, Episode> after = new HashMap<>();
        Set<String> open = new HashSet<>();
        for (Episode episode : episodes) {
            Facts facts = episode.facts();
            after.put(facts.id(), episode);
            if (episode.isOpen()) {
                require(
                        open.add(facts.condition() + facts.retrospective()),
                        "one open episode a condition");
            }
            somebodyWillBeCalled(episode, lookedAt, now);
        }
        changes.forEach(this::read);
        for (Episode episode : episodes) {
            EpisodeId id = episode.facts().id();
            require(
                    concerned.isEmpty()
                            || concerned.get().equals(id)
                            || episode.equals(stored.get(id)),
                    "a deed on one alert changes no other");
            everyChangeIsInTheTrail(
                    Optional.ofNullable(stored.get(id)),
                    episode,
                    changes.stream().filter(c -> c.after().facts().id().equals(id)).toList());
            whatIsToldIsWhatIsStored(of(id), episode);
        }
        stored = after;
    }

    /** The clock of an episode was put back, and all that is to come with it. */
    void putBack(Episode episode, Duration shift) {
        Told now = of(episode.facts().id());
        now.silentUntil = now.silentUntil.map(until -> until.minus(shift));
        now.searchedFrom = now.searchedFrom.minus(shift);
        now.roundBegan = now.roundBegan.minus(shift);
        stored.put(episode.facts().id(), episode);
    }

    /** A call reached nobody: the next step may come before its time. */
    void reachedNobody(EpisodeId id) {
        of(id).hurried = true;
    }

    private void somebodyWillBeCalled(Episode episode, boolean lookedAt, Instant now) {
        Facts facts = episode.facts();
        if (facts.retrospective() || !episode.isOpen()) {
            require(episode.due().isEmpty(), "nobody is called for what is late or over");
            return;
        }
        if (facts.priority() == Priority.HIGH && !episode.responsibility().isAccepted()) {
            require(episode.due().isPresent(), "a high alert that nobody accepted has a timer");
            boolean paused = episode.handling().signal() instanceof Signal.Paused;
            Duration longest =
                    paused ? plans.high().longestPause() : plans.high().repeatEvery().orElseThrow();
            require(
                    !episode.due().orElseThrow().isAfter(now.plus(longest)),
                    "and it is not too far away");
            require(
                    !(episode.handling().signal() instanceof Signal.Off),
                    "a high alert is never off");
        }
        require(
                !lookedAt || episode.due().filter(due -> !due.isAfter(now)).isEmpty(),
                "what was due was done");
    }

    private void read(Change change) {
        Told now = of(change.after().facts().id());
        require(
                (now.transitions++ == 0) == (change.transition() == Transition.RAISED),
                "raised first, and once");
        Priority priority = change.after().facts().priority();
        boolean rose =
                change.transition() != Transition.RAISED && priority.compareTo(now.priority) > 0;
        if (rose) {
            searchAgain(now, change.at());
        }
        switch (change.transition()) {
            case RAISED -> mayBegin(now, change.at());
            case ACKNOWLEDGED -> {
                require(change.by().isPresent(), "a person accepts");
                require(
                        now.acceptedBy.isEmpty() || now.reminded,
                        "whoever was first stays the one");
                now.acceptedBy = change.by();
                now.reminded = false;
            }
            case REJECTED -> {
                if (now.acceptedBy.isPresent()) {
                    require(now.acceptedBy.equals(change.by()), "only who accepted gives it back");
                    boolean wasReminded = now.reminded;
                    now.acceptedBy = Optional.empty();
                    now.reminded = false;
                    if (!wasReminded) {
                        mayBegin(now, change.at());
                    }
                }
                now.hurried = true;
            }
            case HANDED_OVER -> {
                searchAgain(now, change.at());
                now.named = change.to();
            }
            case PAUSED, SWITCHED_OFF -> {
                now.silentUntil = change.after().handling().signal().silenced().map(s -> s.until());
                now.reminded = false;
            }
            case RESUMED -> {
                require(now.silentUntil.isPresent(), "only what is silent resumes");
                require(
                        change.by().isPresent()
                                || !change.at().isBefore(now.silentUntil.orElseThrow()),
                        "a silence lasts as long as was said");
                now.silentUntil = Optional.empty();
                if (now.acceptedBy.isEmpty()) {
                    mayBegin(now, change.at());
                }
            }
            case CALLED -> called(now, change, change.call().orElseThrow());
            case REMINDED -> {
                require(now.acceptedBy.isPresent() && !now.reminded, "who accepted is reminded");
                require(
                        change.call().orElseThrow().person().equals(now.acceptedBy),
                        "and nobody else");
                require(now.silentUntil.isEmpty(), "nobody is called by what is silent");
                now.reminded = true;
                now.searchedFrom = change.at();
                begin(now, change.call().orElseThrow(), priority);
            }
            case DISPOSED -> now.reminded = false;
            case UPDATED, CONDITION_ENDED -> {}
            case RESOLVED -> {
                require(!change.after().isConditionActive(), "no active alert is closed");
                require(
                        now.priority != Priority.HIGH
                                || change.after().facts().retrospective()
                                || now.acceptedBy.isPresent(),
                        "no high alert is closed unanswered");
                now.over = true;
                now.silentUntil = Optional.empty();
            }
        }
        now.priority = priority;
    }

    private void called(Told now, Change change, Call call) {
        require(!now.over, "nobody is called for what is over");
        require(!change.after().facts().retrospective(), "nobody is called for what is late");
        require(now.silentUntil.isEmpty(), "nobody is called by what is silent");
        EscalationPlan plan = plans.of(change.after().facts().priority());
        if (now.acceptedBy.isPresent()) {
            boolean unanswered = call.step() > 1 || plan.steps().size() == 1;
            require(now.reminded && unanswered, "nobody is paged after somebody accepted");
            now.acceptedBy = Optional.empty();
            now.reminded = false;
        }
        if (call.round() == now.round) {
            require(call.step() == now.step + 1, "steps are in their order, none left out");
            Instant planned = now.roundBegan.plus(earliest(now, plan, call.step() - 1));
            require(
                    now.hurried || !now.staffed || !change.at().isBefore(planned),
                    "nobody is called before their time");
            now.step = call.step();
        } else if (call.step() == 1 && now.mayBegin) {
            require(call.person().equals(now.named), "whoever it was handed to is called first");
            begin(now, call, change.after().facts().priority());
        } else {
            require(
                    call.round() == now.round + 1
                            && now.step >= plan.steps().size()
                            && call.step() == plan.steps().size(),
                    "only a round that is through is repeated");
            now.round = call.round();
            now.step = call.step();
        }
        require(
                call.person().isPresent()
                        || call.target().equals(Optional.of(plan.stepAfter(call.step() - 1).to())),
                "whom the plan names is called");
        now.staffed = call.staffed();
        now.hurried = false;
    }

    /** A priority that falls does not put off what was planned before. */
    private Duration earliest(Told now, EscalationPlan plan, int step) {
        Duration planned = plan.steps().get(step).after();
        List<CallStep> begun = plans.of(now.roundPriority).steps();
        Duration before = step < begun.size() ? begun.get(step).after() : planned;
        return before.compareTo(planned) < 0 ? before : planned;
    }

    private static void begin(Told now, Call call, Priority priority) {
        require(call.step() == 1, "a round begins with its first step");
        // A round that was begun and never called, for it was silenced at once, leaves a gap.
        require(call.round() > now.round, "rounds are counted");
        now.round = call.round();
        now.step = 1;
        now.roundBegan = now.searchedFrom;
        now.roundPriority = priority;
        now.mayBegin = false;
        now.named = Optional.empty();
        now.hurried = false;
        now.staffed = true;
    }

    private static void searchAgain(Told now, Instant at) {
        now.acceptedBy = Optional.empty();
        now.reminded = false;
        now.silentUntil = Optional.empty();
        now.named = Optional.empty();
        mayBegin(now, at);
    }

    private static void mayBegin(Told now, Instant at) {
        now.mayBegin = true;
        now.searchedFrom = at;
    }

    private static void whatIsToldIsWhatIsStored(Told now, Episode episode) {
        Optional<String> accepted =
                episode.responsibility() instanceof AcceptedBy(String by, _)
                        ? Optional.of(by)
                        : Optional.empty();
        require(now.acceptedBy.equals(accepted), "who is responsible is who accepted");
        require(
                now.silentUntil.equals(episode.handling().signal().silenced().map(s -> s.until())),
                "what is silent was silenced");
    }

    private void everyChangeIsInTheTrail(
            Optional<Episode> before, Episode after, List<Change> changes) {
        Episode last = changes.isEmpty() ? after : changes.getLast().after();
        require(visible(last).equals(visible(after)), "the trail ends with what is stored");
        if (changes.isEmpty()) {
            require(before.isPresent(), "what is new was raised");
            require(
                    before.map(SafetyRules::visible).equals(Optional.of(visible(after))),
                    "nothing changes without a line in the trail");
        }
        Optional<Episode> previous = before;
        for (Change change : changes) {
            previous.ifPresent(p -> oneLineIsOneChange(p, change));
            previous = Optional.of(change.after());
        }
    }

    /** Each transition has one line, and each line one transition of its kind. */
    private static void oneLineIsOneChange(Episode before, Change change) {
        Episode after = change.after();
        boolean accepted = !before.responsibility().equals(after.responsibility());
        boolean acceptance = after.responsibility() instanceof AcceptedBy && accepted;
        int rejections =
                after.responsibility().rejections().size()
                        - before.responsibility().rejections().size();
        boolean disposed = !before.handling().disposition().equals(after.handling().disposition());
        boolean silenced =
                after.handling().signal().silenced().isPresent()
                        && !after.handling().signal().equals(before.handling().signal());
        Transition transition = change.transition();
        // The two lines of one answer to a latched alert are told with the same state.
        boolean same = before.equals(after);
        require(
                same || acceptance == (transition == Transition.ACKNOWLEDGED),
                "an acceptance is one line");
        require(!(rejections > 0) || transition == Transition.REJECTED, "a rejection is one line");
        require(disposed == (transition == Transition.DISPOSED), "a judgement is one line");
        require(
                silenced
                        == (transition == Transition.PAUSED
                                || transition == Transition.SWITCHED_OFF),
                "a silence is one line");
        require(
                change.call().isPresent()
                        == (transition == Transition.CALLED || transition == Transition.REMINDED),
                "a call is one line");
        require(
                change.by().isEmpty() || after.facts().version() > before.facts().version() || same,
                "a deed is a new version");
    }

    /** What a reader is shown of an episode. */
    private static List<Object> visible(Episode episode) {
        List<Object> shown = new ArrayList<>();
        shown.add(episode.getClass());
        shown.add(episode.facts().priority());
        shown.add(episode.handling());
        return shown;
    }

    private Told of(EpisodeId id) {
        return told.computeIfAbsent(id, _ -> new Told());
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new Broken(rule);
        }
    }
}
