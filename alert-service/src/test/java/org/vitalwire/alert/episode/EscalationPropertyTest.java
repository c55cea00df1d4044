package org.vitalwire.alert.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vitalwire.alert.episode.BrokenMachines.Fault;
import org.vitalwire.alert.episode.Calling.Underway;
import org.vitalwire.alert.episode.Decision.Step;
import org.vitalwire.alert.episode.Episode.Open;
import org.vitalwire.contracts.event.AlertEpisode.Transition;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.Finding.Phase;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.id.PatientId;

/**
 * Findings that flap, rise and come late; people who accept, reject, hand over, pause, resume,
 * order and judge; a clock that ticks, sleeps through an outage or is put back; wards with nobody
 * on call; calls that reach nobody: in any order. {@link SafetyRules} must hold after each. The
 * same histories are played with machines that are broken on purpose, to show that the rules find
 * them. The seed names the history, so that a failure can be played again.
 */
class EscalationPropertyTest {

    private static final int HISTORIES = 10_000;
    private static final int EVENTS = 40;
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final EscalationPlans PLANS = EscalationPlans.DEFAULT;
    private static final List<String> CONDITIONS = List.of("low-spo2", "news2");
    private static final List<String> PEOPLE = List.of("ann", "bob", "cora");

    @Test
    void safetyRulesHoldInEveryHistory() {
        Map<Transition, Integer> seen = new LinkedHashMap<>();
        for (long seed = 0; seed < HISTORIES; seed++) {
            play(seed, BrokenMachines.SOUND, seen);
        }
        // Else the histories would not be worth much.
        assertThat(seen.keySet()).contains(Transition.values());
        assertThat(seen.values()).allMatch(times -> times > HISTORIES / 10);
    }

    @ParameterizedTest
    @EnumSource(BrokenMachines.class)
    void rulesFindEveryBrokenMachine(BrokenMachines machine) {
        assertThatThrownBy(
                        () -> {
                            for (long seed = 0; seed < HISTORIES / 10; seed++) {
                                play(seed, machine.fault(), new LinkedHashMap<>());
                            }
                        })
                .hasMessageContaining(machine.rule());
    }

    private static void play(long seed, Fault fault, Map<Transition, Integer> seen) {
        History history = new History(seed, fault, seen);
        try {
            history.play();
        } catch (SafetyRules.Broken | IllegalArgumentException | IllegalStateException e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
        }
    }

    private static final class History {

        private final Random random;
        private final Fault fault;
        private final Map<Transition, Integer> seen;
        private final SafetyRules rules = new SafetyRules(PLANS);
        // What a database would hold.
        private final Map<KnownFinding.Key, KnownFinding> findings = new LinkedHashMap<>();
        private final Map<EpisodeId, Episode> episodes = new LinkedHashMap<>();
        private final Map<String, Finding> newest = new LinkedHashMap<>();
        private final List<Finding> late = new ArrayList<>();
        private Set<CallTarget> staffed = EnumSet.allOf(CallTarget.class);
        private Instant now = START;
        private int number;

        History(long seed, Fault fault, Map<Transition, Integer> seen) {
            this.random = new Random(seed);
            this.fault = fault;
            this.seen = seen;
        }

        void play() {
            for (int i = 0; i < EVENTS; i++) {
                now = now.plusSeconds(1);
                switch (random.nextInt(10)) {
                    case 0, 1, 2 -> somethingIsFound();
                    case 3, 4 -> somebodyActs();
                    case 5 -> aCallReachesNobody();
                    case 6 -> dutyChanges();
                    default -> timePasses();
                }
            }
        }

        private void somethingIsFound() {
            if (!late.isEmpty() && random.nextInt(4) == 0) {
                take(late.remove(random.nextInt(late.size())));
                return;
            }
            boolean retrospective = random.nextInt(12) == 0;
            String condition = any(CONDITIONS);
            Finding next = next(condition, retrospective);
            newest.put(condition + retrospective, next);
            if (random.nextInt(8) == 0) {
                late.add(next);
            } else {
                take(next);
            }
        }

        private Finding next(String condition, boolean retrospective) {
            Optional<Finding> before =
                    Optional.ofNullable(newest.get(condition + retrospective))
                            .filter(finding -> finding.phase() != Phase.ENDED);
            Phase phase =
                    before.isEmpty()
                            ? Phase.STARTED
                            : random.nextInt(3) == 0 ? Phase.ENDED : Phase.UPDATED;
            return new Finding(
                    before.map(Finding::findingId).orElseGet(() -> "f" + ++number),
                    new PatientId("p1"),
                    condition,
                    phase,
                    any(List.of(Priority.values())),
                    before.map(Finding::startedAt).orElse(now),
                    now,
                    condition,
                    phase + " " + now,
                    List.of(),
                    retrospective,
                    true,
                    "m",
                    now);
        }

        private void take(Finding finding) {
            Casebook casebook = new Casebook(findings.values(), episodes.values());
            casebook.record(finding, Optional.empty(), now);
            casebook.callWhoIsDue(now, (_, _) -> staffed::contains, PLANS);
            casebook.changedFindings().forEach(known -> findings.put(known.key(), known));
            List<Change> changes = new ArrayList<>();
            for (Episode changed : casebook.changedEpisodes()) {
                List<Change> own =
                        casebook.entries().stream()
                                .map(Casebook.Entry::change)
                                .filter(c -> c.after().facts().id().equals(changed.facts().id()))
                                .toList();
                changes.addAll(keep(new Step(changed, own)));
            }
            check(changes, Optional.empty(), false);
        }

        private void somebodyActs() {
            if (episodes.isEmpty()) {
                return;
            }
            Episode episode = any(List.copyOf(episodes.values()));
            Deed deed = deed();
            String person = any(PEOPLE);
            switch (episode.decide(deed, person, now, PLANS)) {
                case Step step -> {
                    Step all = step.then(onTime(step.episode()));
                    check(keep(all), Optional.of(episode.facts().id()), false);
                }
                case Decision.Refused _ -> check(List.of(), Optional.empty(), false);
            }
        }

        private Deed deed() {
            SilenceReason reason = any(List.of(SilenceReason.values()));
            return switch (random.nextInt(10)) {
                case 0, 1, 2 -> new Deed.Accept();
                case 3, 4 -> new Deed.Reject(any(List.of(RejectReason.values())));
                case 5 -> new Deed.HandOver(any(PEOPLE));
                case 6 -> new Deed.Pause(Duration.ofMinutes(1 + random.nextInt(12)), reason);
                case 7 -> new Deed.SwitchOff(now.plusSeconds(random.nextInt(4_000)), reason);
                case 8 -> random.nextBoolean() ? new Deed.Resume() : new Deed.Resolve();
                default -> new Deed.Dispose(any(List.of(Disposition.Code.values())));
            };
        }

        private void aCallReachesNobody() {
            for (Episode episode : List.copyOf(episodes.values())) {
                if (episode instanceof Open open
                        && open.handling().calling() instanceof Underway underway
                        && underway.taken() > 0
                        && random.nextBoolean()) {
                    boolean stale = random.nextInt(4) == 0;
                    int taken = stale ? underway.taken() - 1 : underway.taken();
                    if (!stale) {
                        rules.reachedNobody(open.facts().id());
                    }
                    Step step = onTime(open.unreachable(underway.round(), taken, now, PLANS));
                    check(keep(step), Optional.of(open.facts().id()), false);
                }
            }
        }

        private void dutyChanges() {
            staffed = EnumSet.noneOf(CallTarget.class);
            for (CallTarget target : CallTarget.values()) {
                if (random.nextInt(4) > 0) {
                    staffed.add(target);
                }
            }
        }

        private void timePasses() {
            if (random.nextInt(20) == 0) {
                putBack(Duration.ofSeconds(1 + random.nextInt(3_600)));
            }
            Optional<Instant> due =
                    episodes.values().stream()
                            .flatMap(episode -> episode.due().stream())
                            .min(Instant::compareTo);
            now =
                    due.isPresent() && random.nextInt(3) > 0 && due.get().isAfter(now)
                            ? due.get()
                            : now.plusSeconds(random.nextInt(random.nextInt(4) == 0 ? 1_800 : 60));
            List<Change> changes = new ArrayList<>();
            for (Episode episode : List.copyOf(episodes.values())) {
                if (episode.due().filter(at -> !at.isAfter(now)).isPresent()) {
                    changes.addAll(keep(onTime(episode)));
                }
            }
            check(changes, Optional.empty(), true);
        }

        private void putBack(Duration shift) {
            now = now.minus(shift);
            for (Episode episode : List.copyOf(episodes.values())) {
                if (episode instanceof Open open) {
                    Duration by = Duration.between(now, open.facts().updatedAt());
                    Open shifted = open.clockPutBack(now);
                    episodes.put(open.facts().id(), shifted);
                    if (by.isPositive()) {
                        rules.putBack(shifted, by);
                    }
                }
            }
        }

        private Step onTime(Episode episode) {
            return episode instanceof Open open
                    ? open.onTime(now, staffed::contains, PLANS)
                    : new Step(episode, List.of());
        }

        private List<Change> keep(Step step) {
            EpisodeId id = step.episode().facts().id();
            Step kept = fault.in(Optional.ofNullable(episodes.get(id)), step, episodes);
            episodes.put(id, kept.episode());
            return kept.changes();
        }

        private void check(List<Change> changes, Optional<EpisodeId> concerned, boolean lookedAt) {
            changes.forEach(change -> seen.merge(change.transition(), 1, Integer::sum));
            rules.check(episodes.values(), changes, concerned, lookedAt, now);
        }

        private <T> T any(List<T> all) {
            return all.get(random.nextInt(all.size()));
        }
    }
}
