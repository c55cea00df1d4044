package org.vitalwire.alert.channel.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.ECPrivateKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Against RFC 8291, appendix A. */
class PushEncryptionTest {

    private static final String AS_PUBLIC =
            "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
    private static final String AS_PRIVATE = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
    private static final String UA_PUBLIC =
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    private static final String AUTH = "BTBZMqHH6r4Tts7J_aSIgg";
    private static final String SALT = "DGv6ra1nlYgDCS1FRnbzlw";
    private static final String BODY =
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml"
                    + "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
                    + "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";

    @Test
    void isWhatTheStandardComputes() throws GeneralSecurityException {
        byte[] body =
                PushEncryption.encrypt(
                        "When I grow up, I want to be a watermelon"
                                .getBytes(StandardCharsets.UTF_8),
                        0,
                        subscription("https://push.example.net/x"),
                        sender(),
                        bytes(SALT));

        assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(body)).isEqualTo(BODY);
    }

    @Test
    void paddedMessagesAreOfOneLengthAndTheLongestFitsIntoWhatAServiceMustTake()
            throws GeneralSecurityException {
        PushSubscription to = subscription("https://push.example.net/x");
        KeyPair sender = sender();

        assertThat(PushEncryption.encrypt(new byte[10], 1_500, to, sender, bytes(SALT)))
                .hasSameSizeAs(
                        PushEncryption.encrypt(new byte[1_400], 1_500, to, sender, bytes(SALT)));
        assertThat(PushEncryption.encrypt(new byte[3_993], 0, to, sender, bytes(SALT)))
                .hasSize(4_096);
        assertThatThrownBy(
                        () -> PushEncryption.encrypt(new byte[3_994], 0, to, sender, bytes(SALT)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pointThatIsNotOnTheCurveIsNoKey() {
        byte[] point = bytes(UA_PUBLIC);
        assertThat(P256.decode(point))
                .hasValueSatisfying(key -> assertThat(P256.encode(key)).isEqualTo(point));
        point[64] ^= 1;

        assertThat(P256.decode(point)).isEmpty();
    }

    private static PushSubscription subscription(String endpoint) {
        return PushSubscription.of(
                        "{\"endpoint\":\"%s\",\"p256dh\":\"%s\",\"auth\":\"%s\"}"
                                .formatted(endpoint, UA_PUBLIC, AUTH))
                .orElseThrow();
    }

    private static KeyPair sender() throws GeneralSecurityException {
        return new KeyPair(
                P256.decode(bytes(AS_PUBLIC)).orElseThrow(),
                KeyFactory.getInstance("EC")
                        .generatePrivate(
                                new ECPrivateKeySpec(
                                        new BigInteger(1, bytes(AS_PRIVATE)), P256.parameters())));
    }

    private static byte[] bytes(String base64) {
        return Base64.getUrlDecoder().decode(base64);
    }
}
