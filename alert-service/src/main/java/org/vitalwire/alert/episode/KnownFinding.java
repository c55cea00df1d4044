package org.vitalwire.alert.episode;

import java.time.Instant;
import java.util.Optional;
import org.vitalwire.contracts.event.Finding;

/**
 * A finding that has been seen, as its newest phase told it.
 *
 * @param episodeId the episode it belongs to
 * @param recordedAt processed time of its first phase
 */
public record KnownFinding(
        Finding latest, EpisodeId episodeId, Instant recordedAt, Optional<String> traceId) {

    /**
     * Live and retrospective are told apart, also where analytics computed the same id for both.
     */
    public record Key(String findingId, boolean retrospective) {
        public static Key of(Finding finding) {
            return new Key(finding.findingId(), finding.retrospective());
        }
    }

    public Key key() {
        return Key.of(latest);
    }

    boolean isEnded() {
        return latest.phase() == Finding.Phase.ENDED;
    }

    /**
     * Whether a finding that was told ended goes on: a late reading showed that it had not ended.
     * That is told by a newer update. What is retrospective does not come back.
     */
    boolean goesOnBy(Finding finding) {
        return finding.phase() == Finding.Phase.UPDATED
                && !finding.retrospective()
                && finding.at().isAfter(latest.at());
    }

    KnownFinding with(Finding finding, EpisodeId episode) {
        boolean newer =
                finding.phase() == Finding.Phase.ENDED || !finding.at().isBefore(latest.at());
        return new KnownFinding(newer ? finding : latest, episode, recordedAt, traceId);
    }
}
