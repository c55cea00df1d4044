package org.vitalwire.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TestTokensTest {

    private static final Base64.Decoder BASE64 = Base64.getUrlDecoder();

    @Test
    void publishedKeyVerifiesTheToken() throws Exception {
        TestTokens tokens = TestTokens.shared();

        assertThat(verifies(tokens.token("clinician"), get(tokens.jwksUri()))).isTrue();
    }

    @Test
    void keyOfAnotherIssuerDoesNotVerifyTheToken() throws Exception {
        try (TestTokens stranger = TestTokens.start()) {
            assertThat(verifies(stranger.token("clinician"), get(TestTokens.shared().jwksUri())))
                    .isFalse();
        }
    }

    @Test
    void tokenCarriesRolesCareUnitsAudienceAndTheIssuerOfItsMetadata() throws Exception {
        TestTokens tokens = TestTokens.shared();
        String claims = claims(tokens.token("charge-nurse", "ward-3", "icu"));

        assertThat(claims)
                .contains("\"roles\":[\"charge-nurse\"]")
                .contains("\"care_units\":[\"ward-3\",\"icu\"]")
                .contains("\"aud\":[\"vitalwire\"]")
                .contains("\"sub\":\"test-charge-nurse\"")
                .contains("\"iss\":\"" + tokens.issuer() + "\"");
        assertThat(get(tokens.issuer() + "/.well-known/openid-configuration"))
                .contains("\"issuer\":\"" + tokens.issuer() + "\"")
                .contains("\"jwks_uri\":\"" + tokens.jwksUri() + "\"");
    }

    @Test
    void expiredTokenEndsAfterItBegan() {
        String claims = claims(TestTokens.shared().expiredToken("operator"));

        assertThat(number(claims, "exp"))
                .isLessThan(System.currentTimeMillis() / 1000)
                .isGreaterThan(number(claims, "iat"));
    }

    private static boolean verifies(String token, String keySet) throws Exception {
        String[] parts = token.split("\\.", -1);
        RSAPublicKeySpec key =
                new RSAPublicKeySpec(
                        new BigInteger(1, BASE64.decode(text(keySet, "n"))),
                        new BigInteger(1, BASE64.decode(text(keySet, "e"))));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(KeyFactory.getInstance("RSA").generatePublic(key));
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(BASE64.decode(parts[2]));
    }

    private static String claims(String token) {
        return new String(BASE64.decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
    }

    private static String text(String json, String name) {
        return find(json, "\"" + name + "\":\"([^\"]+)\"");
    }

    private static long number(String json, String name) {
        return Long.parseLong(find(json, "\"" + name + "\":(\\d+)"));
    }

    private static String find(String json, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(json);
        assertThat(matcher.find()).as("%s in %s", pattern, json).isTrue();
        return matcher.group(1);
    }

    private static String get(String url) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(url)).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
