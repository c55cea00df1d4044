package org.vitalwire.ingest.score;

import java.util.List;
import org.vitalwire.contracts.event.Score;

/** Hears of scores once they are durably stored; may hear of one again after a restart. */
@FunctionalInterface
public interface CommittedScores {

    void committedScores(List<Score> scores);
}
