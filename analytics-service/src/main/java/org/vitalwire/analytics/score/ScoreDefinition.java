package org.vitalwire.analytics.score;

import java.util.Set;

/** A score that has a name with us, whether we have its table or not. */
public sealed interface ScoreDefinition permits ScoreTable, UnfilledSlot {

    /** For example {@code mews}. */
    String score();

    /** For people. */
    String title();

    /** Names of the inputs that a policy can give a freshness to. */
    Set<String> inputs();
}
