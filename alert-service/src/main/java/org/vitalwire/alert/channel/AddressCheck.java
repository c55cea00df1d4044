package org.vitalwire.alert.channel;

import java.util.Optional;

/**
 * Says whether an address may be kept for a channel: before it is stored, so that nobody makes this
 * service call on what they cannot reach themselves. Each enabled channel has one as a bean.
 */
public interface AddressCheck {

    /** Of the channel whose addresses it knows. */
    String channel();

    /** What is wrong with it, for the person who typed it; empty where nothing is. */
    Optional<String> problemWith(String address);
}
