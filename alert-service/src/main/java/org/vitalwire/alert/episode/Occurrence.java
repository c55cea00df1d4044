package org.vitalwire.alert.episode;

import java.time.Instant;
import org.vitalwire.contracts.event.Finding;

/**
 * The newest finding of an episode. A patient has a condition or does not have it, so of several
 * findings of one condition only the newest says whether it is there now.
 *
 * @param startedAt event time at which the finding started
 * @param at event time of its newest phase that we have seen
 */
public record Occurrence(String findingId, Instant startedAt, Instant at) {

    static Occurrence of(Finding finding) {
        return new Occurrence(finding.findingId(), finding.startedAt(), finding.at());
    }

    boolean isOf(Finding finding) {
        return findingId.equals(finding.findingId());
    }

    /** Whether the phase tells something newer than what is known, and not only something late. */
    boolean isFollowedBy(Finding finding) {
        if (isOf(finding)) {
            return !finding.at().isBefore(at);
        }
        return finding.startedAt().isAfter(startedAt)
                || (finding.phase() != Finding.Phase.ENDED && finding.at().isAfter(at));
    }
}
