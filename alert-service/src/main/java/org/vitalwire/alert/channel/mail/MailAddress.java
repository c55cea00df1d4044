package org.vitalwire.alert.channel.mail;

import java.util.regex.Pattern;

/** A plain address, {@code somebody@host.example}: no display name, no list, no line break. */
final class MailAddress {

    private static final int LONGEST = 254;
    private static final Pattern SOUND =
            Pattern.compile(
                    "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?");

    private MailAddress() {}

    static boolean isSound(String address) {
        return address.length() <= LONGEST && SOUND.matcher(address).matches();
    }

    /** Of a sound one. */
    static String domain(String address) {
        return address.substring(address.indexOf('@') + 1);
    }
}
