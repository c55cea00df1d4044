package org.vitalwire.alert.channel.push;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import org.vitalwire.alert.channel.PushKey;

/**
 * What we identify ourselves with to push services. Browsers subscribe to it: with another pair all
 * subscriptions would be void, so it is made once and kept.
 */
record VapidKeys(String publicKey, PrivateKey privateKey) implements PushKey {

    /** Kept as the public point and, behind it, the private key in PKCS#8. */
    static VapidKeys of(byte[] kept) {
        try {
            return new VapidKeys(
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(Arrays.copyOf(kept, P256.POINT_BYTES)),
                    KeyFactory.getInstance("EC")
                            .generatePrivate(
                                    new PKCS8EncodedKeySpec(
                                            Arrays.copyOfRange(
                                                    kept, P256.POINT_BYTES, kept.length))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the kept web push key is not readable", e);
        }
    }

    static byte[] generate() {
        KeyPair pair = P256.generate();
        byte[] secret = pair.getPrivate().getEncoded();
        return ByteBuffer.allocate(P256.POINT_BYTES + secret.length)
                .put(P256.encode((ECPublicKey) pair.getPublic()))
                .put(secret)
                .array();
    }

    @Override
    public String toString() {
        return "VapidKeys";
    }
}
