package org.vitalwire.alert.episode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vitalwire.alert.episode.Decision.Step;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.trace.TraceParent;

/**
 * Works a batch of findings, in order, into the episodes that they concern. It is given every
 * finding that was seen before, with its episode, and every open episode of the patients; phases
 * that were seen before (same finding, phase and time) are not given to it again.
 */
public final class Casebook {

    /** A change and the finding that made it. */
    public record Entry(Change change, Finding cause, Optional<TraceParent> trace) {}

    private record Subject(PatientId patientId, String condition, boolean retrospective) {
        static Subject of(Finding finding) {
            return new Subject(finding.patientId(), finding.condition(), finding.retrospective());
        }

        static Subject of(Facts facts) {
            return new Subject(facts.patientId(), facts.condition(), facts.retrospective());
        }
    }

    private final Map<KnownFinding.Key, KnownFinding> findings = new HashMap<>();
    private final Map<EpisodeId, Episode> episodes = new HashMap<>();
    private final Map<Subject, Episode.Open> open = new HashMap<>();

    private final Map<KnownFinding.Key, KnownFinding> changedFindings = new LinkedHashMap<>();
    private final Map<EpisodeId, Episode> changedEpisodes = new LinkedHashMap<>();
    private final List<Entry> entries = new ArrayList<>();

    public Casebook(Collection<KnownFinding> known, Collection<Episode> present) {
        known.forEach(finding -> findings.put(finding.key(), finding));
        present.forEach(this::put);
    }

    /** One phase of one finding. */
    public void record(Finding finding, Optional<TraceParent> trace, Instant now) {
        Optional<KnownFinding> known =
                Optional.ofNullable(findings.get(KnownFinding.Key.of(finding)));
        if (known.filter(k -> k.isEnded() && !k.goesOnBy(finding)).isPresent()) {
            // Nothing comes after the end: this is late, and must not open anything again.
            return;
        }
        Optional<Episode.Open> current = Optional.ofNullable(open.get(Subject.of(finding)));
        if (known.isPresent() && current.isPresent() && isEndOfAnother(finding, current.get())) {
            keep(known.get().with(finding, known.get().episodeId()));
            return;
        }
        if (current.isEmpty() && known.isPresent() && !revives(known.get(), finding)) {
            keep(known.get().with(finding, known.get().episodeId()));
            return;
        }
        Optional<String> traceId = trace.map(TraceParent::traceId);
        Step step =
                current.map(episode -> episode.on(finding, now))
                        .orElseGet(() -> Episode.raise(finding, traceId, now));
        Episode episode = step.episode();
        put(episode);
        changedEpisodes.put(episode.facts().id(), episode);
        step.changes().forEach(change -> entries.add(new Entry(change, finding, trace)));
        keep(
                known.map(k -> k.with(finding, episode.facts().id()))
                        .orElseGet(() ->
                                new KnownFinding(finding, episode.facts().id(), now, traceId)));
    }

    /**
     * Calls whoever is due, once the whole batch is known: nobody is called for what is over by its
     * end.
     */
    public void callWhoIsDue(Instant now, StaffDirectory staff, EscalationPlans plans) {
        Map<EpisodeId, Entry> newest = new LinkedHashMap<>();
        entries.forEach(entry -> newest.put(entry.change().after().facts().id(), entry));
        newest.forEach((id, entry) -> {
            if (episodes.get(id) instanceof Episode.Open current) {
                Step step = current.onTime(now, staff.of(current.facts().patientId(), now), plans);
                put(step.episode());
                changedEpisodes.put(id, step.episode());
                step.changes()
                        .forEach(change ->
                                entries.add(new Entry(change, entry.cause(), entry.trace())));
            }
        });
    }

    /** In the order in which they happened. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    public Collection<Episode> changedEpisodes() {
        return List.copyOf(changedEpisodes.values());
    }

    public Collection<KnownFinding> changedFindings() {
        return List.copyOf(changedFindings.values());
    }

    /**
     * Whether a finding whose episode is over shows that the condition is there after all. What is
     * retrospective was closed by time and stays closed.
     */
    private boolean revives(KnownFinding known, Finding finding) {
        Episode episode = episodes.get(known.episodeId());
        return !finding.retrospective()
                && finding.phase() != Finding.Phase.ENDED
                && (episode == null || finding.at().isAfter(episode.facts().newest().at()));
    }

    /**
     * The end of a finding that was seen before and is not the one that says whether the condition
     * is there: analytics withdrew it when a late reading showed that another one had taken its
     * place.
     */
    private static boolean isEndOfAnother(Finding finding, Episode.Open episode) {
        return finding.phase() == Finding.Phase.ENDED && !episode.facts().newest().isOf(finding);
    }

    private void keep(KnownFinding finding) {
        findings.put(finding.key(), finding);
        changedFindings.put(finding.key(), finding);
    }

    private void put(Episode episode) {
        episodes.put(episode.facts().id(), episode);
        Subject subject = Subject.of(episode.facts());
        if (episode instanceof Episode.Open stillOpen) {
            open.put(subject, stillOpen);
        } else {
            open.computeIfPresent(
                    subject,
                    (_, current) ->
                            current.facts().id().equals(episode.facts().id()) ? null : current);
        }
    }
}
