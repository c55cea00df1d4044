package org.vitalwire.alert.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Says that a delivery is ours and of this moment: {@code t=<seconds since 1970>,v1=<hex of
 * HMAC-SHA256(secret, t + "." + body)>}.
 *
 * <p>A receiver computes the same over the raw body, compares in constant time, refuses a {@code t}
 * more than five minutes away from its own clock, and remembers {@code Vitalwire-Delivery} for as
 * long: so that nobody can send a delivery that they saw a second time.
 */
final class WebhookSignature {

    static final String HEADER = "Vitalwire-Signature";

    private static final String ALGORITHM = "HmacSHA256";

    private WebhookSignature() {}

    static String sign(WebhookSecret secret, Instant at, String body) {
        long seconds = at.getEpochSecond();
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.bytes(), ALGORITHM));
            byte[] digest = mac.doFinal((seconds + "." + body).getBytes(StandardCharsets.UTF_8));
            return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
