package org.vitalwire.ehr.access;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vitalwire.ehr.access.SmartDiscovery.TokenEndpoint;

/**
 * Tokens of SMART Backend Services, one at a time: asked for when it is needed, kept until shortly
 * before its end, asked for anew when the server takes it no longer. Whoever comes meanwhile waits
 * for the same one.
 */
final class SmartTokens implements Credential {

    private static final Duration RENEW_BEFORE_END = Duration.ofMinutes(1);

    /** The longest that SMART recommends, for servers that do not say. */
    private static final long SECONDS_UNLESS_SAID = 300;

    /** The other form, a date, is of no use to token servers, and not worth trusting two clocks. */
    private static final Pattern SECONDS = Pattern.compile("\\d{1,6}");

    private static final Pattern ERROR_CODE = Pattern.compile("[a-z_]{1,40}");

    private final SmartSettings settings;
    private final String fhirBase;
    private final SmartKeys keys;
    private final Supplier<HttpClient> http;
    private final InstantSource clock;
    private @Nullable TokenEndpoint endpoint;
    private @Nullable Token token;

    private record Token(String authorization, Instant renewAt) {
        /** Prints no token. */
        @Override
        public String toString() {
            return "Token[renewAt=" + renewAt + "]";
        }
    }

    /**
     * @param fhirBase of the server that the tokens are for, without a slash at the end
     */
    SmartTokens(
            SmartSettings settings,
            String fhirBase,
            SmartKeys keys,
            Supplier<HttpClient> http,
            InstantSource clock) {
        this.settings = settings;
        this.fhirBase = fhirBase;
        this.keys = keys;
        this.http = http;
        this.clock = clock;
    }

    @Override
    public synchronized Optional<String> authorization() throws IOException, InterruptedException {
        Token current = token;
        if (current == null || !clock.instant().isBefore(current.renewAt())) {
            token = null;
            try {
                current = ask();
            } catch (NotAdmittedException e) {
                throw e;
            } catch (IOException e) {
                // Not the server's own silence: whatever was to be sent to it, was not.
                throw new NotAdmittedException("token-server-away", e);
            }
            token = current;
        }
        return Optional.of(current.authorization());
    }

    @Override
    public synchronized boolean refused(String authorization) {
        // Of several that were refused at once only the first asks for another.
        if (token != null && token.authorization().equals(authorization)) {
            token = null;
        }
        return true;
    }

    private Token ask() throws IOException, InterruptedException {
        TokenEndpoint at = endpoint;
        if (at == null) {
            at = SmartDiscovery.find(http.get(), fhirBase, settings);
        }
        Instant now = clock.instant();
        SmartKey key =
                keys.ring()
                        .signing(at.algorithm(), settings.keyId(), now)
                        .orElseThrow(() -> new NotAdmittedException("no-key-to-sign"));
        HttpResponse<String> response =
                http.get()
                        .send(
                                HttpRequest.newBuilder(at.url())
                                        .timeout(SmartDiscovery.TIMEOUT)
                                        .header("Accept", "application/json")
                                        .header("Content-Type", "application/x-www-form-urlencoded")
                                        .POST(
                                                HttpRequest.BodyPublishers.ofString(
                                                        form(key, at, now)))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            // Perhaps it moved: looked for anew next time.
            endpoint = null;
            throw refusal(response);
        }
        endpoint = at;
        return token(response.body(), now);
    }

    private String form(SmartKey key, TokenEndpoint at, Instant now) {
        return Map.of(
                        "grant_type",
                        "client_credentials",
                        "scope",
                        settings.scope(),
                        "client_id",
                        settings.clientId(),
                        "client_assertion_type",
                        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                        "client_assertion",
                        ClientAssertion.signed(
                                key,
                                settings.clientId(),
                                at.url().toString(),
                                UUID.randomUUID().toString(),
                                now))
                .entrySet()
                .stream()
                .map(field ->
                        field.getKey()
                                + "="
                                + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /**
     * @param asked when: the token's life began no earlier
     */
    private static Token token(String json, Instant asked) throws NotAdmittedException {
        try {
            Map<String, Object> answer = JSONObjectUtils.parse(json);
            String token = JSONObjectUtils.getString(answer, "access_token");
            String type = JSONObjectUtils.getString(answer, "token_type");
            if (token == null || token.isBlank() || !"bearer".equalsIgnoreCase(type)) {
                throw new NotAdmittedException("no-bearer-token");
            }
            Duration life =
                    Duration.ofSeconds(
                            answer.get("expires_in") instanceof Number seconds
                                    ? Math.max(0, seconds.longValue())
                                    : SECONDS_UNLESS_SAID);
            Duration early =
                    RENEW_BEFORE_END.compareTo(life.dividedBy(2)) < 0
                            ? RENEW_BEFORE_END
                            : life.dividedBy(2);
            return new Token("Bearer " + token, asked.plus(life).minus(early));
        } catch (ParseException e) {
            // Its message may quote the token.
            throw new NotAdmittedException("token-answer-unreadable");
        }
    }

    private static NotAdmittedException refusal(HttpResponse<String> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(seconds -> SECONDS.matcher(seconds).matches())
                .map(seconds ->
                        new NotAdmittedException(
                                error(response), Duration.ofSeconds(Long.parseLong(seconds))))
                .orElseGet(() -> new NotAdmittedException(error(response)));
    }

    /** OAuth's code of an error where there is one; never its description. */
    private static String error(HttpResponse<String> response) {
        try {
            Object code = JSONObjectUtils.parse(response.body()).get("error");
            if (code instanceof String text && ERROR_CODE.matcher(text).matches()) {
                return text;
            }
        } catch (ParseException e) {
            return "token-http-" + response.statusCode();
        }
        return "token-http-" + response.statusCode();
    }

    /** Prints no token. */
    @Override
    public String toString() {
        return "SmartTokens[]";
    }
}
