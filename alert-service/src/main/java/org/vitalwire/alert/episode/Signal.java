package org.vitalwire.alert.episode;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether an episode may call people. A pause or an order belongs to one episode, silences no other
 * one and always has an end.
 */
public sealed interface Signal {

    /** People are called. */
    record Enabled() implements Signal {}

    /** Not called by this episode for a while. */
    sealed interface Silenced extends Signal {
        /** Processed time. */
        Instant until();

        /** Subject of the person's token. */
        String by();

        SilenceReason reason();
    }

    /** Paused by a clinician, for as long as the plan allows. */
    record Paused(Instant until, String by, SilenceReason reason) implements Silenced {}

    /** Switched off by order of the charge nurse; never for HIGH. */
    record Off(Instant until, String by, SilenceReason reason) implements Silenced {}

    default Optional<Silenced> silenced() {
        return this instanceof Silenced silenced ? Optional.of(silenced) : Optional.empty();
    }
}
