package org.vitalwire.alert.channel;

/**
 * A way to reach a person. Each enabled one is a bean; routing collects them by their names.
 *
 * <p>Called by several threads at once, and for one delivery perhaps more than once, for whoever
 * sent may have died before it could say so. What the other side can tell apart by {@link
 * Message#deliveryId()} is then shown once.
 */
public interface Channel {

    /** As in settings, rows and metrics, for example {@code web-push}. */
    String name();

    /**
     * Hands a message over. Returns within the channel's own timeout and throws nothing but for an
     * interruption: whatever goes wrong outside is an {@link Outcome}.
     *
     * @param address one that passed this channel's {@link AddressCheck}
     */
    Outcome send(Message message, String address) throws InterruptedException;
}
