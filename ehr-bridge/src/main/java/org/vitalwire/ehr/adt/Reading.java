package org.vitalwire.ehr.adt;

import java.util.Optional;

/** What came of reading a message. */
sealed interface Reading {

    record Understood(AdtMessage message) implements Reading {}

    /**
     * @param header empty where not even that could be read
     */
    record Faulty(Optional<AdtHeader> header, AdtFault fault) implements Reading {}
}
