package org.vitalwire.alert.episode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Whether somebody has taken an episode on, after IEC 60601-1-8. */
public sealed interface Responsibility {

    /** Nobody has answered, so somebody must still be found. */
    record Undefined() implements Responsibility {}

    /**
     * Somebody has.
     *
     * @param by subject of the person's token
     * @param at processed time
     */
    record AcceptedBy(String by, Instant at) implements Responsibility {}

    /**
     * Some have said that they do not, and nobody that they do: somebody must still be found.
     *
     * @param rejections since somebody is being looked for, oldest first
     */
    record RejectedBy(List<Rejection> rejections) implements Responsibility {

        public RejectedBy {
            rejections = List.copyOf(rejections);
        }
    }

    /**
     * One person's no.
     *
     * @param by subject of the person's token
     * @param at processed time
     * @param round in which they are not called again
     */
    record Rejection(String by, Instant at, RejectReason reason, int round) {}

    static Responsibility undefined() {
        return new Undefined();
    }

    default boolean isAccepted() {
        return this instanceof AcceptedBy;
    }

    default List<Rejection> rejections() {
        return this instanceof RejectedBy(List<Rejection> all) ? all : List.of();
    }

    default RejectedBy and(Rejection rejection) {
        List<Rejection> all = new ArrayList<>(rejections());
        all.add(rejection);
        return new RejectedBy(all);
    }
}
