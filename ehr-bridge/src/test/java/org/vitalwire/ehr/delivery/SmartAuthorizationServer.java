package org.vitalwire.ehr.delivery;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionDecoderFactory;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.web.SecurityFilterChain;

/**
 * A hospital's authorization server: Spring's own, in this JVM, with clients that are known by
 * their JWK set's address. Spring checks signature, issuer, subject, audience and end of an
 * assertion; that it comes once and ends within five minutes, as SMART wants, is added here through
 * its hooks.
 */
final class SmartAuthorizationServer implements AutoCloseable {

    static final String SCOPE = "system/Observation.cus";

    /** Renewed at half of it. */
    private static final Duration TOKEN_LIFE = Duration.ofSeconds(2);

    private final ServletWebServerApplicationContext context;

    private SmartAuthorizationServer(ServletWebServerApplicationContext context) {
        this.context = context;
    }

    static SmartAuthorizationServer start() {
        return new SmartAuthorizationServer(
                (ServletWebServerApplicationContext)
                        new SpringApplicationBuilder(Server.class)
                                .properties("spring.config.name=nothing", "server.port=0")
                                .run());
    }

    private String url(String path) {
        return "http://127.0.0.1:"
                + Objects.requireNonNull(context.getWebServer()).getPort()
                + path;
    }

    String tokenUrl() {
        return url("/oauth2/token");
    }

    /** Of the server itself, by which its tokens are checked. */
    String jwksUrl() {
        return url("/oauth2/jwks");
    }

    /** As a hospital registers us: by id, algorithm and the address of our keys. */
    void register(String clientId, SignatureAlgorithm algorithm, String jwksUrl) {
        context.getBean(Clients.class)
                .known
                .put(
                        clientId,
                        RegisteredClient.withId(clientId)
                                .clientId(clientId)
                                .clientAuthenticationMethod(
                                        ClientAuthenticationMethod.PRIVATE_KEY_JWT)
                                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                                .scope(SCOPE)
                                .clientSettings(
                                        ClientSettings.builder()
                                                .jwkSetUrl(jwksUrl)
                                                .tokenEndpointAuthenticationSigningAlgorithm(
                                                        algorithm)
                                                .build())
                                .tokenSettings(
                                        TokenSettings.builder()
                                                .accessTokenTimeToLive(TOKEN_LIFE)
                                                .build())
                                .build());
    }

    /** Of assertions that were taken, in order. */
    List<String> keyIds(String clientId) {
        return context.getBean(SmartRules.class).taken.stream()
                .filter(assertion -> clientId.equals(assertion.getSubject()))
                .map(assertion -> String.valueOf(assertion.getHeaders().get("kid")))
                .toList();
    }

    @Override
    public void close() {
        context.close();
    }

    static final class Clients implements RegisteredClientRepository {
        private final Map<String, RegisteredClient> known = new ConcurrentHashMap<>();

        @Override
        public void save(RegisteredClient client) {
            throw new UnsupportedOperationException();
        }

        @Override
        public @Nullable RegisteredClient findById(String id) {
            return known.get(id);
        }

        @Override
        public @Nullable RegisteredClient findByClientId(String clientId) {
            return known.get(clientId);
        }
    }

    /** What SMART asks of a server beyond OAuth. Last of all checks, so what it takes is taken. */
    static final class SmartRules implements OAuth2TokenValidator<Jwt> {
        private final Set<String> seen = ConcurrentHashMap.newKeySet();
        private final List<Jwt> taken = new CopyOnWriteArrayList<>();

        @Override
        public OAuth2TokenValidatorResult validate(Jwt assertion) {
            Instant end = assertion.getExpiresAt();
            if (end == null || end.isAfter(Instant.now().plusSeconds(300))) {
                return refused("ends too late");
            }
            if (assertion.getId() == null || !seen.add(assertion.getId())) {
                return refused("came before");
            }
            taken.add(assertion);
            return OAuth2TokenValidatorResult.success();
        }

        private static OAuth2TokenValidatorResult refused(String why) {
            return OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_client", why, null));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Server {

        @Bean
        Clients clients() {
            return new Clients();
        }

        @Bean
        SmartRules smartRules() {
            return new SmartRules();
        }

        @Bean
        AuthorizationServerSettings settings() {
            return AuthorizationServerSettings.builder().build();
        }

        @Bean
        JWKSource<SecurityContext> signingKey() throws JOSEException {
            RSAKey key = new RSAKeyGenerator(2048).keyID("server").generate();
            return new ImmutableJWKSet<>(new JWKSet(key));
        }

        @Bean
        SecurityFilterChain chain(HttpSecurity http, SmartRules rules) {
            JwtClientAssertionDecoderFactory decoders = new JwtClientAssertionDecoderFactory();
            decoders.setJwtValidatorFactory(client -> {
                OAuth2TokenValidator<Jwt> spring =
                        JwtClientAssertionDecoderFactory.DEFAULT_JWT_VALIDATOR_FACTORY.apply(
                                client);
                // One after the other: a replay counts only of what is right otherwise.
                return assertion -> {
                    OAuth2TokenValidatorResult result = spring.validate(assertion);
                    return result.hasErrors() ? result : rules.validate(assertion);
                };
            });
            return http.with(
                            new OAuth2AuthorizationServerConfigurer(),
                            server ->
                                    server.clientAuthentication(client ->
                                            client.authenticationProviders(providers ->
                                                    providers.forEach(provider -> {
                                                        if (provider
                                                                instanceof
                                                                JwtClientAssertionAuthenticationProvider
                                                                        assertions) {
                                                            assertions.setJwtDecoderFactory(
                                                                    decoders);
                                                        }
                                                    }))))
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .build();
        }
    }
}
