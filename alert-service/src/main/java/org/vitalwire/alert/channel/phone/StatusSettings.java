package org.vitalwire.alert.channel.phone;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a provider tells us afterwards, and how we know that it is the provider. Without a secret
 * nothing is listened to.
 *
 * @param secret of the HMAC-SHA256, at least 32 bytes
 * @param signature what the header holds
 * @param header with the signature
 * @param reference JSON pointer to the provider's name of the message; the fields of a form are
 *     pointed at likewise, as {@code /MessageSid}
 * @param status JSON pointer to what has become of it
 * @param received statuses that say that the person's device has it
 * @param accepted statuses, such as a key that was pressed, that say that the person takes care
 * @param rejected statuses that say that the person cannot
 */
record StatusSettings(
        @Nullable CallbackSecret secret,
        @NotNull @DefaultValue("TIMED") Signature signature,
        @NotNull @DefaultValue("Vitalwire-Signature") String header,
        @NotNull @DefaultValue("/reference") String reference,
        @NotNull @DefaultValue("/status") String status,
        @NotNull @DefaultValue("delivered") Set<String> received,
        @NotNull @DefaultValue("accepted") Set<String> accepted,
        @NotNull @DefaultValue("rejected") Set<String> rejected) {

    private static final int FEWEST_BYTES = 32;

    enum Signature {
        /**
         * {@code t=<seconds>,v1=<hex>} over {@code t.body}, as our own webhook's; at most 5 min
         * old.
         */
        TIMED,
        /** Hexadecimal, over the body. */
        HEX,
        /** Base64, over the body. */
        BASE64
    }

    @AssertTrue(message = "status.secret must have at least 32 bytes")
    boolean isSecretStrong() {
        return secret == null || secret.bytes().length >= FEWEST_BYTES;
    }

    @AssertTrue(message = "status.reference and status.status must begin with /")
    boolean isEachPointerSound() {
        return reference.startsWith("/") && status.startsWith("/");
    }
}
