package org.vitalwire.alert.operations;

import java.time.Instant;

/**
 * Knows how a part of the platform stands, and raises and ends the operations alerts about it. Each
 * bean of this type is on the status page.
 */
public interface PartWatch {

    /** Name of the part. */
    String name();

    /** Whether it cannot look without the database; then it is not asked while that is away. */
    default boolean needsDatabase() {
        return true;
    }

    /**
     * Looks. Whatever it throws means that the part cannot be told of.
     *
     * @param now processed time
     */
    Part look(Instant now);
}
