package org.vitalwire.alert.channel;

/**
 * Told when the other side says that an address is gone for good, so that it is not kept any
 * longer. Whoever keeps people's addresses is a bean of this type.
 */
public interface SubscriptionEnded {

    /** Idempotent. */
    void ended(String channel, String address);
}
