package org.vitalwire.alert.channel.push;

import java.net.URI;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A browser's subscription, as it stands in a person's address: {@code {"endpoint", "p256dh",
 * "auth"}}, the keys as base64url. Whoever knows the endpoint can disturb the person, so it is
 * printed nowhere.
 *
 * @param endpoint at the push service
 * @param key the browser's
 * @param auth 16 bytes that the browser and we share
 */
record PushSubscription(URI endpoint, ECPublicKey key, SecretKeySpec auth) {

    private static final int AUTH_BYTES = 16;
    private static final int LONGEST = 4_000;
    private static final JsonMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private record Document(
            @Nullable String endpoint, @Nullable String p256dh, @Nullable String auth) {}

    /** Empty where it is none. */
    static Optional<PushSubscription> of(String address) {
        if (address.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            Document document = JSON.readValue(address, Document.class);
            if (document == null
                    || document.endpoint() == null
                    || document.p256dh() == null
                    || document.auth() == null) {
                return Optional.empty();
            }
            byte[] auth = bytes(document.auth());
            URI endpoint = URI.create(document.endpoint());
            return P256.decode(bytes(document.p256dh()))
                    .filter(key -> auth.length == AUTH_BYTES && endpoint.getHost() != null)
                    .map(key ->
                            new PushSubscription(endpoint, key, new SecretKeySpec(auth, "HKDF")));
        } catch (JacksonException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Scheme, host and port: what a VAPID token is for. */
    String origin() {
        return endpoint.getScheme() + "://" + endpoint.getRawAuthority();
    }

    /** Browsers leave the padding out; some libraries write it, or the other alphabet. */
    private static byte[] bytes(String text) {
        return Base64.getUrlDecoder().decode(text.replace('+', '-').replace('/', '_'));
    }

    @Override
    public String toString() {
        return "PushSubscription";
    }
}
