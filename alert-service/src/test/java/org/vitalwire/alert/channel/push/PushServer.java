package org.vitalwire.alert.channel.push;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.vitalwire.testkit.LoopbackServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A push service (RFC 8030) on loopback that checks who sends (RFC 8292), and the browser behind
 * it, which decrypts (RFC 8291) by its own arithmetic: HKDF out of HMAC, step by step.
 */
public final class PushServer implements AutoCloseable {

    /** A message as it came. */
    public record Pushed(
            JsonNode payload,
            int bodyBytes,
            String ttl,
            String urgency,
            String topic,
            JsonNode claims) {}

    private final KeyPair browser = P256.generate();
    private final byte[] auth = newSecret();
    private final List<Pushed> pushed = new CopyOnWriteArrayList<>();
    private volatile int status = 201;
    private volatile String retryAfter = "";
    private final LoopbackServer server = new LoopbackServer(this::take, "/push/");

    public String origin() {
        return server.url("");
    }

    /** As a browser hands it to the page. */
    public String subscription() {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return "{\"endpoint\":\"%s/push/1\",\"p256dh\":\"%s\",\"auth\":\"%s\",\"expirationTime\":null}"
                .formatted(
                        origin(),
                        base64.encodeToString(P256.encode((ECPublicKey) browser.getPublic())),
                        base64.encodeToString(auth));
    }

    public List<Pushed> pushed() {
        return List.copyOf(pushed);
    }

    public void answer(int newStatus, String newRetryAfter) {
        status = newStatus;
        retryAfter = newRetryAfter;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            JsonNode claims = claims(LoopbackServer.header(exchange, "Authorization"));
            if (status == 201) {
                pushed.add(
                        new Pushed(
                                JsonMapper.shared().readTree(decrypt(body)),
                                body.length,
                                LoopbackServer.header(exchange, "TTL"),
                                LoopbackServer.header(exchange, "Urgency"),
                                LoopbackServer.header(exchange, "Topic"),
                                claims));
            }
            exchange.getResponseHeaders().add("Location", origin() + "/message/7");
            if (!retryAfter.isEmpty()) {
                exchange.getResponseHeaders().add("Retry-After", retryAfter);
            }
            exchange.sendResponseHeaders(status, -1);
        } catch (GeneralSecurityException | RuntimeException _) {
            exchange.sendResponseHeaders(400, -1);
        }
    }

    /** Refuses a token whose signature is not of the key beside it. */
    private static JsonNode claims(String authorization) throws GeneralSecurityException {
        String[] parts =
                authorization.replaceFirst("^vapid t=", "").replace(" k=", "").split(",", -1);
        String[] jwt = parts[0].split("\\.", -1);
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(
                P256.decode(Base64.getUrlDecoder().decode(parts[1].strip())).orElseThrow());
        signature.update((jwt[0] + "." + jwt[1]).getBytes(StandardCharsets.US_ASCII));
        if (!signature.verify(Base64.getUrlDecoder().decode(jwt[2]))) {
            throw new GeneralSecurityException("signature");
        }
        return JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(jwt[1]));
    }

    private byte[] decrypt(byte[] body) throws GeneralSecurityException {
        ByteBuffer in = ByteBuffer.wrap(body);
        byte[] salt = next(in, 16);
        in.getInt();
        byte[] sender = next(in, in.get());
        byte[] sealed = next(in, in.remaining());

        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(browser.getPrivate());
        agreement.doPhase(P256.decode(sender).orElseThrow(), true);
        byte[] first = hmac(auth, agreement.generateSecret());
        byte[] input =
                hmac(
                        first,
                        "WebPush: info\0".getBytes(StandardCharsets.US_ASCII),
                        P256.encode((ECPublicKey) browser.getPublic()),
                        sender,
                        new byte[] {1});
        byte[] second = hmac(salt, input);
        byte[] key =
                hmac(second, "Content-Encoding: aes128gcm\0\1".getBytes(StandardCharsets.US_ASCII));
        byte[] nonce =
                hmac(second, "Content-Encoding: nonce\0\1".getBytes(StandardCharsets.US_ASCII));
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(key, 0, 16, "AES"),
                new GCMParameterSpec(128, nonce, 0, 12));
        String opened = new String(cipher.doFinal(sealed), StandardCharsets.UTF_8);
        return opened.substring(0, opened.lastIndexOf('\2')).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] hmac(byte[] key, byte[]... data) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        for (byte[] part : data) {
            mac.update(part);
        }
        return mac.doFinal();
    }

    private static byte[] newSecret() {
        byte[] secret = new byte[16];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    private static byte[] next(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    @Override
    public void close() {
        server.close();
    }
}
