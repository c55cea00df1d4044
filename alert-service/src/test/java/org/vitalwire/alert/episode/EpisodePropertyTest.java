package org.vitalwire.alert.episode;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vitalwire.alert.episode.Decision.Step;
import org.vitalwire.contracts.event.AlertEpisode.Transition;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.Finding.Phase;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.id.PatientId;

/**
 * Random histories of findings, in order and shuffled, delivered twice, split into random batches,
 * with people acting in between. After every event the safety rules must hold. The seed names the
 * history, so that a failure can be played again.
 */
class EpisodePropertyTest {

    private static final int HISTORIES = 400;
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final List<Priority> PRIORITIES = List.of(Priority.values());
    private static final List<String> CONDITIONS = List.of("low-spo2", "news2");

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void safetyRulesHoldInEveryHistory(boolean shuffled) {
        for (long seed = 0; seed < HISTORIES; seed++) {
            new History(seed, shuffled).play();
        }
    }

    private static final class History {

        private final Random random;
        private final boolean shuffled;
        private final String name;
        // What a database would hold.
        private final Map<KnownFinding.Key, KnownFinding> findings =
                new TreeMap<>(java.util.Comparator.comparing(KnownFinding.Key::toString));
        private final Map<EpisodeId, Episode> episodes =
                new TreeMap<>(java.util.Comparator.comparing(EpisodeId::toString));
        private final List<Change> trail = new ArrayList<>();
        private final Set<String> inbox = new HashSet<>();
        private Instant now = START;

        History(long seed, boolean shuffled) {
            this.random = new Random(seed);
            this.shuffled = shuffled;
            this.name = "seed " + seed + ", shuffled " + shuffled;
        }

        void play() {
            List<Finding> events = new ArrayList<>();
            for (String condition : CONDITIONS) {
                events.addAll(occurrences(condition, false));
                events.addAll(occurrences(condition, true));
            }
            if (shuffled) {
                Collections.shuffle(events, random);
            } else {
                events.sort(java.util.Comparator.comparing(Finding::at));
            }
            List<Finding> delivered = new ArrayList<>(events);
            // Kafka gives a batch again after a crash: a stretch of what was there comes twice.
            int from = random.nextInt(events.size());
            delivered.addAll(events.subList(from, events.size()));

            int next = 0;
            while (next < delivered.size()) {
                int size = Math.min(1 + random.nextInt(5), delivered.size() - next);
                batch(delivered.subList(next, next + size));
                next += size;
                somebodyActs();
            }
            atTheEnd(events);
        }

        /** Findings of one condition follow each other; one of them may never end. */
        private List<Finding> occurrences(String condition, boolean retrospective) {
            List<Finding> events = new ArrayList<>();
            int second = 0;
            int count = random.nextInt(4);
            for (int i = 0; i < count; i++) {
                String id = condition + "-" + i;
                Instant started = START.plusSeconds(++second);
                events.add(finding(id, condition, Phase.STARTED, started, started, retrospective));
                for (int u = random.nextInt(3); u > 0; u--) {
                    events.add(
                            finding(
                                    id,
                                    condition,
                                    Phase.UPDATED,
                                    started,
                                    START.plusSeconds(++second),
                                    retrospective));
                }
                if (i < count - 1 || random.nextBoolean()) {
                    events.add(
                            finding(
                                    id,
                                    condition,
                                    Phase.ENDED,
                                    started,
                                    START.plusSeconds(++second),
                                    retrospective));
                }
            }
            if (events.isEmpty()) {
                Instant started = START.plusSeconds(++second);
                events.add(
                        finding(
                                condition + "-only",
                                condition,
                                Phase.STARTED,
                                started,
                                started,
                                retrospective));
            }
            return events;
        }

        private Finding finding(
                String id,
                String condition,
                Phase phase,
                Instant started,
                Instant at,
                boolean retrospective) {
            Priority priority = PRIORITIES.get(random.nextInt(PRIORITIES.size()));
            return new Finding(
                    id,
                    new PatientId("p1"),
                    condition,
                    phase,
                    priority,
                    started,
                    at,
                    condition,
                    phase + " " + at,
                    List.of(),
                    retrospective,
                    true,
                    "m",
                    at);
        }

        private void batch(List<Finding> batch) {
            tick();
            Casebook casebook = new Casebook(findings.values(), episodes.values());
            Map<EpisodeId, Episode> before = Map.copyOf(episodes);
            List<Finding> fresh = new ArrayList<>();
            for (Finding finding : batch) {
                String key =
                        finding.findingId()
                                + finding.retrospective()
                                + finding.phase()
                                + finding.at();
                if (inbox.add(key)) {
                    fresh.add(finding);
                    casebook.record(finding, Optional.empty(), now);
                }
            }
            casebook.changedEpisodes().forEach(e -> episodes.put(e.facts().id(), e));
            casebook.changedFindings().forEach(f -> findings.put(f.key(), f));
            casebook.entries().forEach(entry -> trail.add(entry.change()));

            if (fresh.isEmpty()) {
                assertThat(casebook.entries()).as(name).isEmpty();
                assertThat(episodes).as(name).isEqualTo(before);
            }
            everyFindingHasAnEpisode(fresh);
            rulesOfEveryState();
        }

        private void somebodyActs() {
            if (episodes.isEmpty() || random.nextInt(3) > 0) {
                return;
            }
            tick();
            List<Episode> all = List.copyOf(episodes.values());
            Episode episode = all.get(random.nextInt(all.size()));
            Decision decision =
                    random.nextBoolean()
                            ? episode.decide(new Deed.Accept(), "ann", now, EscalationPlans.DEFAULT)
                            : episode.decide(
                                    new Deed.Resolve(), "ann", now, EscalationPlans.DEFAULT);
            switch (decision) {
                case Step step -> {
                    episodes.put(step.episode().facts().id(), step.episode());
                    trail.addAll(step.changes());
                }
                case Decision.Refused _ ->
                        assertThat(episode.isConditionActive()).as(name).isTrue();
            }
            rulesOfEveryState();
        }

        private void everyFindingHasAnEpisode(List<Finding> fresh) {
            for (Finding finding : fresh) {
                KnownFinding known = findings.get(KnownFinding.Key.of(finding));
                assertThat(known).as(name).isNotNull();
                if (known != null) {
                    Episode episode = episodes.get(known.episodeId());
                    assertThat(episode).as(name).isNotNull();
                    if (episode != null) {
                        assertThat(episode.facts().retrospective())
                                .as(name)
                                .isEqualTo(finding.retrospective());
                    }
                }
            }
        }

        private void rulesOfEveryState() {
            Set<String> open = new HashSet<>();
            for (Episode episode : episodes.values()) {
                Facts facts = episode.facts();
                if (episode.isOpen()) {
                    assertThat(open.add(facts.condition() + facts.retrospective()))
                            .as("%s: one open episode a condition", name)
                            .isTrue();
                }
                List<Change> own =
                        trail.stream()
                                .filter(change -> change.after().facts().id().equals(facts.id()))
                                .toList();
                assertThat(own).as(name).isNotEmpty();
                assertThat(own.getFirst().transition()).as(name).isEqualTo(Transition.RAISED);
                assertThat(own)
                        .filteredOn(change -> change.transition() == Transition.RAISED)
                        .as("%s: raised once", name)
                        .hasSize(1);
                // Every state that a person would see is in the trail.
                Change last = own.getLast();
                assertThat(last.after().isOpen()).as(name).isEqualTo(episode.isOpen());
                assertThat(last.after().responsibility())
                        .as(name)
                        .isEqualTo(episode.responsibility());
                assertThat(last.after().facts().priority()).as(name).isEqualTo(facts.priority());
                highAlertsAreAnswered(own);
            }
        }

        /** A live HIGH is not over before a person answered it, after it last became HIGH. */
        private void highAlertsAreAnswered(List<Change> own) {
            boolean waiting = false;
            Optional<Priority> before = Optional.empty();
            for (Change change : own) {
                Facts facts = change.after().facts();
                boolean rose = before.map(p -> facts.priority().compareTo(p) > 0).orElse(true);
                if (rose && facts.priority() == Priority.HIGH && !facts.retrospective()) {
                    waiting = true;
                    assertThat(change.after().responsibility())
                            .as("%s: a rise takes the acknowledgement away", name)
                            .isEqualTo(Responsibility.undefined());
                    assertThat(change.notable()).as(name).isTrue();
                }
                if (change.transition() == Transition.ACKNOWLEDGED) {
                    assertThat(change.by()).as(name).isPresent();
                    waiting = false;
                }
                if (change.transition() == Transition.RESOLVED) {
                    assertThat(waiting).as("%s: resolved unanswered", name).isFalse();
                    assertThat(change.after().isConditionActive()).as(name).isFalse();
                }
                before = Optional.of(facts.priority());
            }
        }

        /** Whatever the order was, the condition is there if the newest finding has not ended. */
        private void atTheEnd(List<Finding> events) {
            for (String condition : CONDITIONS) {
                for (boolean retrospective : new boolean[] {false, true}) {
                    List<Finding> own =
                            events.stream()
                                    .filter(f -> f.condition().equals(condition))
                                    .filter(f -> f.retrospective() == retrospective)
                                    .sorted(java.util.Comparator.comparing(Finding::at))
                                    .toList();
                    boolean present = own.getLast().phase() != Phase.ENDED;
                    boolean active =
                            episodes.values().stream()
                                    .filter(e -> e.facts().condition().equals(condition))
                                    .filter(e -> e.facts().retrospective() == retrospective)
                                    .anyMatch(Episode::isConditionActive);
                    assertThat(active)
                            .as("%s: %s, retrospective %s", name, condition, retrospective)
                            .isEqualTo(present);
                }
            }
        }

        private void tick() {
            now = now.plus(Duration.ofSeconds(1));
        }
    }
}
