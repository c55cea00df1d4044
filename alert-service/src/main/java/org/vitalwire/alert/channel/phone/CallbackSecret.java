package org.vitalwire.alert.channel.phone;

import java.nio.charset.StandardCharsets;

/** What a provider signs its callbacks with. It does not print itself. */
record CallbackSecret(String value) {

    /** Used by configuration binding, which looks for a public one. */
    public static CallbackSecret valueOf(String value) {
        return new CallbackSecret(value);
    }

    byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "CallbackSecret";
    }
}
