package org.vitalwire.ehr.access;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All of our keys. Which of them signs and which are published follows from the time alone. */
record SmartKeyRing(List<SmartKey> keys) {

    /**
     * @throws IllegalArgumentException if two keys have one id
     */
    SmartKeyRing {
        keys = List.copyOf(keys);
        if (keys.stream().map(SmartKey::id).distinct().count() < keys.size()) {
            throw new IllegalArgumentException("two keys of the set have the same kid");
        }
    }

    static SmartKeyRing none() {
        return new SmartKeyRing(List.of());
    }

    /** A first key for each algorithm; no server knows others, so they sign at once. */
    static SmartKeyRing first() {
        return new SmartKeyRing(SmartAlgorithm.SIGNING.stream().map(SmartKey::generate).toList());
    }

    /**
     * @param json a JWK set with private keys
     * @throws IllegalArgumentException for what is none; nothing of it is in the message
     */
    static SmartKeyRing parse(String json) {
        try {
            return new SmartKeyRing(
                    JWKSet.parse(json).getKeys().stream().map(SmartKey::of).toList());
        } catch (ParseException e) {
            // Its message quotes the document, and so the keys.
            throw new IllegalArgumentException("not a JWK set");
        }
    }

    /**
     * Keys sign and are published while their certificates are valid.
     *
     * @param store PKCS 12
     * @throws IllegalArgumentException for what is none, or not with this password
     */
    static SmartKeyRing parse(byte[] store, String password) {
        try {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(new ByteArrayInputStream(store), password.toCharArray());
            return new SmartKeyRing(
                    JWKSet.load(keys, alias -> password.toCharArray()).getKeys().stream()
                            .filter(JWK::isPrivate)
                            .map(SmartKey::of)
                            .toList());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("not a PKCS 12 store with this password", e);
        }
    }

    String json() {
        return new JWKSet(keys.stream().map(SmartKey::secret).toList()).toString(false);
    }

    /**
     * The newest that may sign.
     *
     * @param keyId the one that is to; empty: any
     */
    Optional<SmartKey> signing(SmartAlgorithm algorithm, String keyId, Instant now) {
        return keys.stream()
                .filter(key -> key.algorithm() == algorithm)
                .filter(key -> keyId.isEmpty() || key.id().equals(keyId))
                .filter(key -> key.maySign(now))
                .max(Comparator.comparing(SmartKey::signsFrom).thenComparing(SmartKey::id));
    }

    /** What everybody may know. */
    JWKSet published(Instant now) {
        List<JWK> published =
                keys.stream().filter(key -> key.isPublished(now)).map(SmartKey::published).toList();
        return new JWKSet(published);
    }

    SmartKey.State state(SmartKey key, Instant now) {
        if (!key.isPublished(now)) {
            return SmartKey.State.EXPIRED;
        }
        if (now.isBefore(key.signsFrom())) {
            return SmartKey.State.NEXT;
        }
        return signing(key.algorithm(), "", now).filter(key::equals).isPresent()
                ? SmartKey.State.SIGNING
                : SmartKey.State.RETIRED;
    }

    boolean isRotating(Instant now) {
        return keys.stream().anyMatch(key -> state(key, now) == SmartKey.State.NEXT);
    }

    /** What a new key is made for: the algorithms that there are keys of, or both. */
    List<SmartAlgorithm> algorithms() {
        return SmartAlgorithm.SIGNING.stream()
                .filter(algorithm -> keys.isEmpty() || has(algorithm))
                .toList();
    }

    /**
     * With new keys, and without those that are over.
     *
     * @param fresh of each of the {@link #algorithms()}
     * @param ahead from now until the new keys sign
     * @param keep from then until the old ones are published no more
     */
    SmartKeyRing rotated(List<SmartKey> fresh, Instant now, Duration ahead, Duration keep) {
        Instant from = now.plus(ahead);
        Instant end = from.plus(keep);
        List<SmartKey> rotated =
                new ArrayList<>(fresh.stream().map(key -> key.from(from)).toList());
        keys.stream()
                .map(key -> key.until(end))
                .filter(key -> key.isPublished(now))
                .forEach(rotated::add);
        return new SmartKeyRing(rotated);
    }

    private boolean has(SmartAlgorithm algorithm) {
        return keys.stream().anyMatch(key -> key.algorithm() == algorithm);
    }

    /** Prints nothing of the keys. */
    @Override
    public String toString() {
        return "SmartKeyRing" + keys;
    }
}
