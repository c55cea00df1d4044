package org.vitalwire.alert.webhook;

import java.nio.charset.StandardCharsets;

/** The key that deliveries are signed with. It does not print itself. */
record WebhookSecret(String value) {

    /** As for any HMAC-SHA256 key: shorter than its output weakens it. */
    private static final int FEWEST_BYTES = 32;

    /** Used by configuration binding, which looks for a public one. */
    public static WebhookSecret valueOf(String value) {
        return new WebhookSecret(value);
    }

    boolean isLongEnough() {
        return bytes().length >= FEWEST_BYTES;
    }

    byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "WebhookSecret";
    }
}
