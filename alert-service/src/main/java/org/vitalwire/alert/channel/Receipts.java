package org.vitalwire.alert.channel;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What comes back from outside about a delivery, by whatever way. Each is idempotent, and nothing
 * for a delivery that there is not (any more). Routing implements it.
 */
public interface Receipts {

    /**
     * The person's device has it.
     *
     * @param at by this platform's clock
     */
    void received(UUID deliveryId, Instant at);

    /** The person takes care of what the page lists. */
    void accepted(UUID deliveryId, Instant at);

    /** The person cannot: somebody else has to be called. */
    void rejected(UUID deliveryId, Instant at);

    /** The delivery that a channel's next system has by this name, see {@link Outcome.Sent}. */
    Optional<UUID> deliveryOf(String channel, String reference);
}
