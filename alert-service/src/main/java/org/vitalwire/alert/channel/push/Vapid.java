package org.vitalwire.alert.channel.push;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says to a push service who we are (RFC 8292): a JWT signed with ES256 for its origin. One is used
 * for an hour and lasts twelve, for a service may have another clock than we, and refuses more than
 * 24.
 */
final class Vapid {

    private static final Duration LIFETIME = Duration.ofHours(12);
    private static final Duration USED_FOR = Duration.ofHours(1);
    private static final int MOST_ORIGINS = 100;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String HEADER = encoded("{\"typ\":\"JWT\",\"alg\":\"ES256\"}");

    private record Issued(String authorization, Instant at) {}

    private final VapidKeys keys;
    private final String contact;
    private final InstantSource clock;
    private final Map<String, Issued> issued = new ConcurrentHashMap<>();

    /**
     * @param contact whom a push service tells of a problem, mailto: or https:
     */
    Vapid(VapidKeys keys, String contact, InstantSource clock) {
        this.keys = keys;
        this.contact = contact;
        this.clock = clock;
    }

    /** Value of the header {@code Authorization}. */
    String authorization(String origin) {
        Instant now = clock.instant();
        if (issued.size() > MOST_ORIGINS) {
            issued.clear();
        }
        return issued.compute(
                        origin,
                        (_, known) ->
                                known != null
                                                && !now.isBefore(known.at())
                                                && now.isBefore(known.at().plus(USED_FOR))
                                        ? known
                                        : new Issued(issue(origin, now), now))
                .authorization();
    }

    private String issue(String origin, Instant now) {
        String claims =
                JsonMapper.shared()
                        .writeValueAsString(
                                Map.of(
                                        "aud",
                                        origin,
                                        "exp",
                                        now.plus(LIFETIME).getEpochSecond(),
                                        "sub",
                                        contact));
        String signed = HEADER + "." + encoded(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(keys.privateKey());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return "vapid t="
                    + signed
                    + "."
                    + BASE64.encodeToString(signature.sign())
                    + ", k="
                    + keys.publicKey();
        } catch (GeneralSecurityException e) {
            throw P256.unexpected(e);
        }
    }

    private static String encoded(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
