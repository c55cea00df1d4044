package org.vitalwire.analytics.score;

import java.util.Set;

/**
 * A score whose table we do not have: it refuses. A hospital that has the table fills the slot with
 * it.
 *
 * @param reason for people
 */
public record UnfilledSlot(String score, String title, String reason) implements ScoreDefinition {

    @Override
    public Set<String> inputs() {
        return Set.of();
    }
}
