package org.vitalwire.alert.episode;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.id.PatientId;

/**
 * What an episode is about.
 *
 * @param version grows with everything on which a person's decision depends: the condition, a rise
 *     in priority, what people do. Not with mere news of a condition that is known already, nor
 *     with our calls: nobody's answer fails because somebody else was called meanwhile
 * @param retrospective from data that came too late to act on: recorded and listed, never paged
 * @param synthetic from simulated or replayed devices only
 * @param startedAt event time at which the condition first started
 * @param raisedAt processed time
 * @param updatedAt processed time of the newest change
 * @param newest the finding that says whether the condition is there now
 * @param traceId of the message that raised it
 */
public record Facts(
        EpisodeId id,
        long version,
        PatientId patientId,
        String condition,
        boolean retrospective,
        boolean synthetic,
        Priority priority,
        String title,
        String detail,
        List<Finding.Evidence> evidence,
        Instant startedAt,
        Instant raisedAt,
        Instant updatedAt,
        Occurrence newest,
        Optional<String> traceId) {

    public Facts {
        evidence = List.copyOf(evidence);
    }

    static Facts raisedBy(Finding finding, Optional<String> traceId, Instant now) {
        return new Facts(
                EpisodeId.raisedBy(finding),
                1,
                finding.patientId(),
                finding.condition(),
                finding.retrospective(),
                finding.synthetic(),
                finding.priority(),
                finding.title(),
                finding.detail(),
                finding.evidence(),
                finding.startedAt(),
                now,
                now,
                Occurrence.of(finding),
                traceId);
    }

    /** The finding speaks for the episode from here on. */
    Facts following(Finding finding, Priority newPriority, Instant now) {
        return new Facts(
                id,
                version,
                patientId,
                condition,
                retrospective,
                synthetic && finding.synthetic(),
                newPriority,
                finding.title(),
                finding.detail(),
                finding.evidence(),
                startedAt,
                raisedAt,
                now,
                Occurrence.of(finding),
                traceId);
    }

    /** The end of the finding; the words stay those of the condition that was. */
    Facts endedBy(Finding finding, Priority newPriority, Instant now) {
        return new Facts(
                id,
                version + 1,
                patientId,
                condition,
                retrospective,
                synthetic && finding.synthetic(),
                newPriority,
                title,
                detail,
                evidence,
                startedAt,
                raisedAt,
                now,
                Occurrence.of(finding),
                traceId);
    }

    Facts withPriority(Priority newPriority) {
        return with(version, newPriority, updatedAt);
    }

    /** Changed in a way on which a person's decision depends. */
    Facts decided(Instant now) {
        return with(version + 1, priority, now);
    }

    /** Changed otherwise. */
    Facts seenAt(Instant now) {
        return with(version, priority, now);
    }

    /** Whether a reader of the alert would see another one. */
    boolean readsLike(Facts other) {
        return priority == other.priority
                && synthetic == other.synthetic
                && title.equals(other.title)
                && detail.equals(other.detail)
                && evidence.equals(other.evidence);
    }

    private Facts with(long newVersion, Priority newPriority, Instant now) {
        return new Facts(
                id,
                newVersion,
                patientId,
                condition,
                retrospective,
                synthetic,
                newPriority,
                title,
                detail,
                evidence,
                startedAt,
                raisedAt,
                now,
                newest,
                traceId);
    }
}
