package org.vitalwire.ehr.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.vitalwire.testkit.LoopbackServer;
import org.vitalwire.testkit.MutableClock;

/** Against a FHIR server that takes one token at a time, and what gives it out. */
class SmartTokensTest {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final MutableClock clock = new MutableClock(START);
    private final List<Map<String, String>> asked = new CopyOnWriteArrayList<>();
    private final LoopbackServer server = new LoopbackServer(this::handle, "/");
    private volatile String valid = "";
    private volatile int status = 200;
    private volatile boolean takesAny = true;
    @TempDir private Path directory;
    private SmartKeys keys;

    @BeforeEach
    void makeAKey() throws IOException {
        SmartKeyRing ring = new SmartKeyRing(List.of(SmartKey.generate(SmartAlgorithm.ES384)));
        Path file = Files.writeString(directory.resolve("keys.json"), ring.json());
        keys =
                new SmartKeys(
                        new SmartKeySettings(
                                file.toString(), "", false, Duration.ofHours(1), Duration.ZERO),
                        clock);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/fhir/.well-known/smart-configuration" ->
                    answer(
                            exchange,
                            200,
                            "{\"token_endpoint\":\"%s\",\"token_endpoint_auth_signing_alg_values_supported\":[\"RS384\",\"ES384\"]}"
                                    .formatted(server.url("/token")));
            case "/token" -> token(exchange);
            default -> {
                boolean admitted =
                        takesAny
                                && LoopbackServer.header(exchange, "Authorization")
                                        .equals("Bearer " + valid);
                answer(exchange, admitted ? 200 : 401, "{}");
            }
        }
    }

    private synchronized void token(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(
                Arrays.stream(form.split("&"))
                        .map(field -> field.split("=", 2))
                        .collect(
                                Collectors.toMap(
                                        field -> field[0],
                                        field ->
                                                URLDecoder.decode(
                                                        field[1], StandardCharsets.UTF_8))));
        if (status == 200) {
            valid = "token-" + asked.size();
            answer(
                    exchange,
                    200,
                    "{\"access_token\":\"%s\",\"token_type\":\"bearer\",\"expires_in\":300}"
                            .formatted(valid));
        } else {
            exchange.getResponseHeaders().set("Retry-After", "40");
            answer(
                    exchange,
                    status,
                    "{\"error\":\"invalid_client\",\"error_description\":\"in its own words\"}");
        }
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private ServerAccess access() {
        SmartSettings smart =
                new SmartSettings("bridge", "", "system/Observation.cus", SmartAlgorithm.AUTO, "");
        return new ServerAccesses(keys, new DefaultSslBundleRegistry(), clock)
                .to(
                        server.url("/fhir"),
                        new AccessSettings("", smart, new BasicSettings("", ""), ""))
                .get();
    }

    private int read(ServerAccess access) throws IOException, InterruptedException {
        return access.send(
                        HttpRequest.newBuilder(URI.create(server.url("/fhir/Patient/1"))),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void aTokenServesUntilAMinuteBeforeItsEnd() throws Exception {
        try (ServerAccess access = access()) {
            assertThat(read(access)).isEqualTo(200);
            clock.advance(Duration.ofSeconds(239));
            assertThat(read(access)).isEqualTo(200);
            assertThat(asked).hasSize(1);

            clock.advance(Duration.ofSeconds(1));
            assertThat(read(access)).isEqualTo(200);
            assertThat(asked).hasSize(2);
        }
    }

    @Test
    void theAssertionIsWhatSmartAsksFor() throws Exception {
        try (ServerAccess access = access()) {
            read(access);
        }

        Map<String, String> form = asked.getFirst();
        assertThat(form)
                .containsEntry("grant_type", "client_credentials")
                .containsEntry("scope", "system/Observation.cus")
                .containsEntry(
                        "client_assertion_type",
                        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        SignedJWT assertion = SignedJWT.parse(form.get("client_assertion"));
        assertThat(assertion.getHeader().getAlgorithm().getName()).isEqualTo("ES384");
        assertThat(assertion.getHeader().getKeyID()).isEqualTo(keys.ring().keys().getFirst().id());
        var claims = assertion.getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo("bridge");
        assertThat(claims.getSubject()).isEqualTo("bridge");
        assertThat(claims.getAudience()).containsExactly(server.url("/token"));
        assertThat(claims.getExpirationTime().toInstant()).isBetween(START, START.plusSeconds(300));
        assertThat(claims.getJWTID()).hasSizeGreaterThan(30);
    }

    @Test
    void everyAssertionHasAnIdOfItsOwn() throws Exception {
        try (ServerAccess access = access()) {
            for (int i = 0; i < 3; i++) {
                read(access);
                clock.advance(Duration.ofMinutes(5));
            }
        }

        assertThat(asked).hasSize(3);
        assertThat(asked)
                .extracting(form ->
                        SignedJWT.parse(form.get("client_assertion")).getJWTClaimsSet().getJWTID())
                .doesNotHaveDuplicates();
    }

    @Test
    void aTokenThatIsTakenNoLongerIsRenewedOnceHoweverManyFindOut() throws Exception {
        try (ServerAccess access = access();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            read(access);
            valid = "revoked";
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                answers.add(threads.submit(() -> read(access)));
            }
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }
        assertThat(asked).hasSize(2);
    }

    @Test
    void aServerThatTakesNoTokenIsAskedTwiceAndNotForEver() throws Exception {
        takesAny = false;
        try (ServerAccess access = access()) {
            assertThat(read(access)).isEqualTo(401);
        }
        assertThat(asked).hasSize(2);
    }

    @Test
    void withoutATokenNothingIsSentAndOnlyACodeIsSaid() {
        status = 401;
        try (ServerAccess access = access()) {
            assertThatExceptionOfType(NotAdmittedException.class)
                    .isThrownBy(() -> read(access))
                    .withMessage("invalid_client")
                    .satisfies(e -> assertThat(e.retryAfter()).hasValue(Duration.ofSeconds(40)));
        }
        server.close();
        try (ServerAccess access = access()) {
            assertThatExceptionOfType(NotAdmittedException.class)
                    .isThrownBy(() -> read(access))
                    .withMessage("token-server-away");
        }
    }

    @Test
    void anEncryptedServerDoesNotSendUsToAnOpenOneForTokens() throws Exception {
        String open = "{\"token_endpoint\":\"http://elsewhere.example/token\"}";

        assertThatExceptionOfType(NotAdmittedException.class)
                .isThrownBy(() ->
                        SmartDiscovery.read(
                                open, "https://record.example/fhir", SmartAlgorithm.AUTO));
        assertThat(
                        SmartDiscovery.read(open, "http://record.example/fhir", SmartAlgorithm.AUTO)
                                .algorithm())
                .isEqualTo(SmartAlgorithm.RS384);
    }
}
