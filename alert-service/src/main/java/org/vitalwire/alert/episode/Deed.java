package org.vitalwire.alert.episode;

import java.time.Duration;
import java.time.Instant;

/** What a person does to an episode. */
public sealed interface Deed {

    /** Takes it on. Whoever was first stays the one. */
    record Accept() implements Deed {}

    /** Does not take it on, or gives it back: the next is called at once. */
    record Reject(RejectReason reason) implements Deed {}

    /**
     * Gives it to another, who is called by name before the round goes on.
     *
     * @param to subject of their token
     */
    record HandOver(String to) implements Deed {}

    /** Nobody is called by this episode for a while. */
    record Pause(Duration length, SilenceReason reason) implements Deed {}

    /** Ends a pause or an order: a new round begins if nobody has accepted. */
    record Resume() implements Deed {}

    /** An order of the charge nurse: nobody is called by this episode until then. */
    record SwitchOff(Instant until, SilenceReason reason) implements Deed {}

    /** Closes it. */
    record Resolve() implements Deed {}

    /** Judges it. */
    record Dispose(Disposition.Code disposition) implements Deed {}
}
