package org.vitalwire.alert.channel;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Capabilities: whoever has one may say something of exactly one delivery, without signing in,
 * until it expires. {@code <scope>.<seconds since 1970>.<base64url of HMAC-SHA256(secret, delivery
 * id, scope, expiry)>}. Nothing of them is stored.
 */
public final class DeliveryTokens {

    /** What a token is good for. */
    public enum Scope {
        /** Receipt, accepting and rejecting: for the person's own device. */
        ANSWER,
        /** Receipt only: for what lies in mailboxes and may be forwarded. */
        RECEIPT;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String ALGORITHM = "HmacSHA256";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final SecretKeySpec key;
    private final Duration lifetime;
    private final InstantSource clock;

    public DeliveryTokens(byte[] secret, Duration lifetime, InstantSource clock) {
        this.key = new SecretKeySpec(secret, ALGORITHM);
        this.lifetime = lifetime;
        this.clock = clock;
    }

    public String issue(UUID deliveryId, Scope scope) {
        Instant expires = clock.instant().plus(lifetime);
        return scope.code()
                + "."
                + expires.getEpochSecond()
                + "."
                + mac(deliveryId, scope, expires.getEpochSecond());
    }

    /**
     * Whether it was issued for this delivery, is good for as much, and has not expired. The
     * comparison takes as long for every wrong token.
     */
    public boolean allows(String token, UUID deliveryId, Scope wanted) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3 || !parts[1].matches("\\d{1,12}")) {
            return false;
        }
        Scope scope = parts[0].equals(Scope.ANSWER.code()) ? Scope.ANSWER : Scope.RECEIPT;
        long expires = Long.parseLong(parts[1]);
        boolean genuine =
                MessageDigest.isEqual(
                        mac(deliveryId, scope, expires).getBytes(StandardCharsets.US_ASCII),
                        parts[2].getBytes(StandardCharsets.UTF_8));
        return genuine
                && (scope == Scope.ANSWER || wanted == Scope.RECEIPT)
                && clock.instant().isBefore(Instant.ofEpochSecond(expires));
    }

    private String mac(UUID deliveryId, Scope scope, long expires) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return BASE64.encodeToString(
                    mac.doFinal(
                            (deliveryId + "\n" + scope.code() + "\n" + expires)
                                    .getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
