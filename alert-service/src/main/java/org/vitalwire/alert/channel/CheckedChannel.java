package org.vitalwire.alert.channel;

/**
 * A channel that knows its own addresses. Each message's address is checked again: settings may
 * have changed since it was kept.
 */
public interface CheckedChannel extends Channel, AddressCheck {

    @Override
    default String channel() {
        return name();
    }

    @Override
    default Outcome send(Message message, String address) throws InterruptedException {
        return problemWith(address).isPresent()
                ? new Outcome.Refused("address")
                : sendChecked(message, address);
    }

    /** As {@link #send}, which calls it with what has just passed the check. */
    Outcome sendChecked(Message message, String address) throws InterruptedException;
}
