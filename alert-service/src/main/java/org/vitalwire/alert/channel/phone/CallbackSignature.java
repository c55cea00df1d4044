package org.vitalwire.alert.channel.phone;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.vitalwire.alert.channel.phone.StatusSettings.Signature;

/**
 * Whether a callback is the provider's. One that comes again changes nothing, so that only {@link
 * Signature#TIMED}, which can, refuses old ones.
 */
final class CallbackSignature {

    private static final String ALGORITHM = "HmacSHA256";
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final Pattern TIMED = Pattern.compile("t=(\\d{1,12}),v1=([0-9a-fA-F]{64})");

    private CallbackSignature() {}

    static boolean isGenuine(
            Signature form, CallbackSecret secret, String header, byte[] body, Instant now) {
        return switch (form) {
            case HEX ->
                    isSame(
                            HexFormat.of().formatHex(mac(secret, body)),
                            header.strip().toLowerCase(Locale.ROOT));
            case BASE64 ->
                    isSame(Base64.getEncoder().encodeToString(mac(secret, body)), header.strip());
            case TIMED -> isTimed(secret, header.strip(), body, now);
        };
    }

    private static boolean isTimed(CallbackSecret secret, String header, byte[] body, Instant now) {
        Matcher parts = TIMED.matcher(header);
        if (!parts.matches()) {
            return false;
        }
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.writeBytes((parts.group(1) + ".").getBytes(StandardCharsets.US_ASCII));
        signed.writeBytes(body);
        Duration off =
                Duration.between(Instant.ofEpochSecond(Long.parseLong(parts.group(1))), now).abs();
        return isSame(
                        HexFormat.of().formatHex(mac(secret, signed.toByteArray())),
                        parts.group(2).toLowerCase(Locale.ROOT))
                && off.compareTo(TOLERANCE) <= 0;
    }

    /** In constant time. */
    private static boolean isSame(String expected, String given) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] mac(CallbackSecret secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.bytes(), ALGORITHM));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
