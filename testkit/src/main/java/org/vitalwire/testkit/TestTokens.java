package org.vitalwire.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * An OIDC issuer on loopback: its metadata, its keys, and bearer tokens signed with them (RS256).
 * Services are pointed at {@link #issuer()} as at any other issuer.
 */
public final class TestTokens implements AutoCloseable {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String KEY_ID = "test-key";
    public static final String AUDIENCE = "vitalwire";

    private final KeyPair keys;
    private final HttpServer server;

    private TestTokens(KeyPair keys, HttpServer server) {
        this.keys = keys;
        this.server = server;
    }

    /** The one issuer of this test JVM, started at the first call. */
    public static TestTokens shared() {
        return Holder.TOKENS;
    }

    /** An issuer of its own, which signs with other keys than the shared one. */
    public static TestTokens start() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            // Daemon threads: a test JVM must be able to end.
            server.setExecutor(
                    Executors.newCachedThreadPool(
                            Thread.ofPlatform().daemon().name("test-issuer-", 0).factory()));
            TestTokens tokens = new TestTokens(generator.generateKeyPair(), server);
            server.createContext(
                    "/.well-known/openid-configuration", e -> answer(e, tokens.metadata()));
            server.createContext("/jwks", e -> answer(e, tokens.keySet()));
            server.start();
            return tokens;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public String jwksUri() {
        return issuer() + "/jwks";
    }

    /** A token of the role for all care units, subject {@code test-<role>}. */
    public String token(String role) {
        return token("test-" + role, List.of(role), List.of("*"));
    }

    /** A token of the role for these care units only. */
    public String token(String role, String... careUnits) {
        return token("test-" + role, List.of(role), List.of(careUnits));
    }

    public String token(String subject, Collection<String> roles, Collection<String> careUnits) {
        return token(subject, roles, careUnits, AUDIENCE, Duration.ofHours(1));
    }

    /** A token that ended an hour ago. */
    public String expiredToken(String role) {
        return token("test-" + role, List.of(role), List.of("*"), AUDIENCE, Duration.ofHours(-1));
    }

    /** A token meant for somebody else. */
    public String foreignAudienceToken(String role) {
        return token(
                "test-" + role, List.of(role), List.of("*"), "someone-else", Duration.ofHours(1));
    }

    /**
     * A token of the role for all care units, with scopes.
     *
     * @param scope as OAuth writes them, blanks between
     */
    public String tokenWithScope(String role, String scope) {
        return token(
                "test-" + role,
                List.of(role),
                List.of("*"),
                AUDIENCE,
                Duration.ofHours(1),
                ",\"scope\":" + text(scope));
    }

    public String token(
            String subject,
            Collection<String> roles,
            Collection<String> careUnits,
            String audience,
            Duration validFor) {
        return token(subject, roles, careUnits, audience, validFor, "");
    }

    private String token(
            String subject,
            Collection<String> roles,
            Collection<String> careUnits,
            String audience,
            Duration validFor,
            String furtherClaims) {
        Instant end = Instant.now().plus(validFor);
        Instant issued = validFor.isNegative() ? end.minusSeconds(60) : Instant.now();
        String header = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"" + KEY_ID + "\"}";
        String claims =
                """
                {"iss":%s,"sub":%s,"aud":[%s],"iat":%d,"nbf":%d,"exp":%d,"roles":%s,"care_units":%s%s}
                """
                        .formatted(
                                text(issuer()),
                                text(subject),
                                text(audience),
                                issued.getEpochSecond(),
                                issued.getEpochSecond(),
                                end.getEpochSecond(),
                                array(roles),
                                array(careUnits),
                                furtherClaims)
                        .strip();
        String signed = encode(header) + "." + encode(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private String metadata() {
        return """
        {"issuer":"%1$s","jwks_uri":"%1$s/jwks","authorization_endpoint":"%1$s/authorize",\
        "token_endpoint":"%1$s/token","response_types_supported":["code"],\
        "subject_types_supported":["public"],"id_token_signing_alg_values_supported":["RS256"]}
        """
                .formatted(issuer());
    }

    private String keySet() {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        return "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"%s\",\"n\":\"%s\",\"e\":\"%s\"}]}"
                .formatted(KEY_ID, number(key.getModulus()), number(key.getPublicExponent()));
    }

    private static String number(BigInteger value) {
        byte[] bytes = value.toByteArray();
        int from = bytes.length > 1 && bytes[0] == 0 ? 1 : 0; // the sign's byte
        return BASE64.encodeToString(java.util.Arrays.copyOfRange(bytes, from, bytes.length));
    }

    private static String encode(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String array(Collection<String> values) {
        return values.stream().map(TestTokens::text).collect(Collectors.joining(",", "[", "]"));
    }

    private static String text(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static final class Holder {
        static final TestTokens TOKENS = start();
    }
}
