package org.vitalwire.alert.person;

/**
 * One way to reach a person.
 *
 * @param channel name of a channel, such as {@code e-mail}
 * @param address as the channel understands it
 * @param enabled whether the person wants it used
 */
public record Contact(String channel, String address, boolean enabled) {

    public Contact {
        if (channel.isBlank() || address.isBlank()) {
            throw new IllegalArgumentException("a contact needs a channel and an address");
        }
    }

    /** Prints no address. */
    @Override
    public String toString() {
        return "Contact[" + channel + ", enabled=" + enabled + "]";
    }
}
