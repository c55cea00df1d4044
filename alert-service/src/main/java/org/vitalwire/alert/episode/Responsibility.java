package org.vitalwire.alert.episode;

import java.time.Instant;

/** Whether somebody has taken an episode on, after IEC 60601-1-8. */
public sealed interface Responsibility {

    /** Nobody has, so somebody must still be found. */
    record Undefined() implements Responsibility {}

    /**
     * Somebody has.
     *
     * @param by subject of the person's token
     * @param at processed time
     */
    record AcceptedBy(String by, Instant at) implements Responsibility {}

    Responsibility UNDEFINED = new Undefined();
}
