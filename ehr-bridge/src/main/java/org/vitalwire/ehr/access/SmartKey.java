package org.vitalwire.ehr.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A private key with the times of its life: {@code nbf}, from which it signs, and {@code exp},
 * until which it is published; it signs until one of its algorithm with a later {@code nbf} does.
 */
final class SmartKey {

    private static final int SMALLEST_RSA = 2048;
    private static final int OUR_RSA = 3072;

    /** Where a key stands in its life. */
    enum State {
        /** Published, and not yet used. */
        NEXT,
        SIGNING,
        /** Still published. */
        RETIRED,
        EXPIRED
    }

    private final JWK key;
    private final SmartAlgorithm algorithm;

    private SmartKey(JWK key, SmartAlgorithm algorithm) {
        this.key = key;
        this.algorithm = algorithm;
    }

    /**
     * @throws IllegalArgumentException for a key that cannot sign RS384 or ES384, or has no {@code
     *     kid}
     */
    static SmartKey of(JWK key) {
        if (key.getKeyID() == null || key.getKeyID().isBlank()) {
            throw new IllegalArgumentException("a key of the set has no kid");
        }
        if (!key.isPrivate()) {
            throw new IllegalArgumentException("a key of the set is not a private one");
        }
        if (key instanceof RSAKey && key.size() >= SMALLEST_RSA) {
            return new SmartKey(key, SmartAlgorithm.RS384);
        }
        if (key instanceof ECKey ec && ec.getCurve().equals(Curve.P_384)) {
            return new SmartKey(key, SmartAlgorithm.ES384);
        }
        throw new IllegalArgumentException(
                "a key of the set is neither RSA of 2048 bits or more nor on the curve P-384");
    }

    /** Takes seconds, for RSA. */
    static SmartKey generate(SmartAlgorithm algorithm) {
        try {
            return of(
                    switch (algorithm) {
                        case RS384 ->
                                new RSAKeyGenerator(OUR_RSA)
                                        .keyUse(KeyUse.SIGNATURE)
                                        .algorithm(algorithm.jws())
                                        .keyIDFromThumbprint(true)
                                        .generate();
                        case ES384 ->
                                new ECKeyGenerator(Curve.P_384)
                                        .keyUse(KeyUse.SIGNATURE)
                                        .algorithm(algorithm.jws())
                                        .keyIDFromThumbprint(true)
                                        .generate();
                        case AUTO -> throw new IllegalArgumentException("no algorithm");
                    });
        } catch (JOSEException e) {
            throw new IllegalStateException("no key could be made", e);
        }
    }

    /** The same, to sign from then on. */
    SmartKey from(Instant begin) {
        return with(
                rsa -> rsa.notBeforeTime(Date.from(begin)),
                ec -> ec.notBeforeTime(Date.from(begin)));
    }

    private SmartKey with(UnaryOperator<RSAKey.Builder> rsa, UnaryOperator<ECKey.Builder> ec) {
        return new SmartKey(changed(key, rsa, ec), algorithm);
    }

    private static JWK changed(
            JWK key, UnaryOperator<RSAKey.Builder> rsa, UnaryOperator<ECKey.Builder> ec) {
        return key instanceof RSAKey rsaKey
                ? rsa.apply(new RSAKey.Builder(rsaKey)).build()
                : ec.apply(new ECKey.Builder((ECKey) key)).build();
    }

    String id() {
        return key.getKeyID();
    }

    SmartAlgorithm algorithm() {
        return algorithm;
    }

    /** Since ever where nothing is said. */
    Instant signsFrom() {
        return time(key.getNotBeforeTime()).orElse(Instant.EPOCH);
    }

    /** Empty: until it is replaced. */
    Optional<Instant> publishedUntil() {
        return time(key.getExpirationTime());
    }

    boolean isPublished(Instant now) {
        return publishedUntil().map(now::isBefore).orElse(true);
    }

    boolean maySign(Instant now) {
        return isPublished(now) && !now.isBefore(signsFrom());
    }

    /** The same, published until then at the longest. */
    SmartKey until(Instant end) {
        if (publishedUntil().filter(until -> until.isBefore(end)).isPresent()) {
            return this;
        }
        return with(
                rsa -> rsa.expirationTime(Date.from(end)), ec -> ec.expirationTime(Date.from(end)));
    }

    /** With the private part; never to be logged. */
    JWK secret() {
        return key;
    }

    /** What servers need of it and no more: its times are our affair. */
    JWK published() {
        return changed(
                key.toPublicJWK(),
                rsa ->
                        rsa.keyUse(KeyUse.SIGNATURE)
                                .algorithm(algorithm.jws())
                                .issueTime(null)
                                .notBeforeTime(null)
                                .expirationTime(null),
                ec ->
                        ec.keyUse(KeyUse.SIGNATURE)
                                .algorithm(algorithm.jws())
                                .issueTime(null)
                                .notBeforeTime(null)
                                .expirationTime(null));
    }

    JWSSigner signer() throws JOSEException {
        return switch (algorithm) {
            case RS384 -> new RSASSASigner((RSAKey) key);
            case ES384 -> new ECDSASigner((ECKey) key);
            case AUTO -> throw new IllegalStateException("no algorithm");
        };
    }

    private static Optional<Instant> time(@Nullable Date date) {
        return Optional.ofNullable(date).map(Date::toInstant);
    }

    /** Prints nothing of the key. */
    @Override
    public String toString() {
        return "SmartKey[" + id() + ", " + algorithm + "]";
    }
}
