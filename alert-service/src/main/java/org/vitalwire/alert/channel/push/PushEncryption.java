package org.vitalwire.alert.channel.push;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Message encryption for web push (RFC 8291) in the content coding aes128gcm (RFC 8188), always in
 * one record. Only the browser that subscribed can read it.
 */
final class PushEncryption {

    static final int SALT_BYTES = 16;

    /**
     * What a push service must take at least is 4,096 bytes; header, delimiter and tag are in it.
     */
    static final int LONGEST_PLAIN_BYTES = 3_993;

    private static final int RECORD_SIZE = 4_096;
    private static final int KEY_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int INPUT_BYTES = 32;
    private static final int TAG_BITS = 128;
    private static final byte LAST_RECORD = 2;

    private PushEncryption() {}

    /**
     * @param plain at most {@link #LONGEST_PLAIN_BYTES}
     * @param padTo length up to which zeros hide how long it is; no more than the longest
     * @param sender a pair for this message only
     * @param salt 16 random bytes for this message only
     */
    static byte[] encrypt(
            byte[] plain, int padTo, PushSubscription to, KeyPair sender, byte[] salt) {
        if (plain.length > LONGEST_PLAIN_BYTES || padTo > LONGEST_PLAIN_BYTES) {
            throw new IllegalArgumentException("a push message has at most 3993 bytes");
        }
        byte[] ours = P256.encode((ECPublicKey) sender.getPublic());
        try {
            KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(sender.getPrivate());
            agreement.doPhase(to.key(), true);
            byte[] keyInfo =
                    ByteBuffer.allocate(14 + 2 * P256.POINT_BYTES)
                            .put(ascii("WebPush: info\0"))
                            .put(P256.encode(to.key()))
                            .put(ours)
                            .array();
            byte[] input =
                    derive(
                            agreement.generateSecret(),
                            to.auth().getEncoded(),
                            keyInfo,
                            INPUT_BYTES);
            byte[] key = derive(input, salt, ascii("Content-Encoding: aes128gcm\0"), KEY_BYTES);
            byte[] nonce = derive(input, salt, ascii("Content-Encoding: nonce\0"), NONCE_BYTES);

            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(key, "AES"),
                    new GCMParameterSpec(TAG_BITS, nonce));
            byte[] record = Arrays.copyOf(plain, Math.max(plain.length, padTo) + 1);
            record[plain.length] = LAST_RECORD;
            byte[] sealed = cipher.doFinal(record);
            return ByteBuffer.allocate(SALT_BYTES + 4 + 1 + ours.length + sealed.length)
                    .put(salt)
                    .putInt(RECORD_SIZE)
                    .put((byte) ours.length)
                    .put(ours)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw P256.unexpected(e);
        }
    }

    private static byte[] derive(byte[] secret, byte[] salt, byte[] info, int length)
            throws GeneralSecurityException {
        return KDF.getInstance("HKDF-SHA256")
                .deriveData(
                        HKDFParameterSpec.ofExtract()
                                .addIKM(secret)
                                .addSalt(salt)
                                .thenExpand(info, length));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
