package org.vitalwire.ehr.delivery;

import java.util.List;
import java.util.Optional;
import org.vitalwire.ehr.ledger.Due;

/**
 * What to do with a line, given what the target was found to have of it. Whatever may have arrived
 * is looked for before it is sent again: a server that keeps a version for every PUT would show a
 * correction that never was.
 */
sealed interface Doubt {

    /** Looks for what was accepted (202) before it is sent again. */
    int LOOKS = 8;

    /** Attempts after which a target that accepts and never has it is not asked any more. */
    int MOST_ATTEMPTS = 20;

    /**
     * One resource of the target with the line's identifier.
     *
     * @param isThisRevision whether it says what is to be sent
     */
    record AtTarget(String remoteId, boolean isThisRevision) {}

    /** It is there as it is to be. */
    record Arrived(String remoteId) implements Doubt {}

    /**
     * To be sent.
     *
     * @param remoteId what is to be replaced; empty: there is nothing yet
     */
    record Send(Optional<String> remoteId) implements Doubt {}

    /** Accepted, and not there yet. */
    record Wait() implements Doubt {}

    /** Nobody but a person can help. */
    record Hopeless(String error) implements Doubt {}

    static Doubt settle(Due due, List<AtTarget> found) {
        long resources = found.stream().map(AtTarget::remoteId).distinct().count();
        if (resources > 1) {
            return new Hopeless("several-at-target");
        }
        if (resources == 1) {
            AtTarget there = found.getFirst();
            return due.known() != Due.Known.NOT_SENT && there.isThisRevision()
                    ? new Arrived(there.remoteId())
                    : new Send(Optional.of(there.remoteId()));
        }
        if (due.known() != Due.Known.ACCEPTED) {
            return new Send(Optional.empty());
        }
        if (due.line().attempts() >= MOST_ATTEMPTS) {
            return new Hopeless("accepted-but-never-there");
        }
        return due.line().attempts() < LOOKS ? new Wait() : new Send(Optional.empty());
    }
}
