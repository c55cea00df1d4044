package org.vitalwire.standalone.login;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.vitalwire.kit.security.SecuritySettings;
import org.vitalwire.standalone.run.DataDirectory;
import org.vitalwire.standalone.run.Secrets;

/** An OpenID provider inside, so that the one-command run needs no other. */
@Configuration(proxyBeanMethods = false)
@Import(ConsoleController.class)
public class LoginConfiguration {

    @Bean
    Secrets standaloneSecrets(@Value("${vitalwire.standalone.data}") Path data) {
        return new Secrets(new DataDirectory(data).secrets());
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Bean
    DemoUsers demoUsers(Secrets standaloneSecrets) {
        return new DemoUsers(standaloneSecrets);
    }

    @Bean
    UserDetailsService userDetailsService(DemoUsers users, PasswordEncoder encoder) {
        return users.asUserDetails(encoder);
    }

    @Bean
    JWKSource<SecurityContext> jwkSource(Secrets standaloneSecrets) {
        return new ImmutableJWKSet<>(new JWKSet(SigningKey.obtain(standaloneSecrets)));
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings(SecuritySettings security) {
        return AuthorizationServerSettings.builder().issuer(security.issuer()).build();
    }

    @Bean
    RegisteredClientRepository registeredClients(
            SecuritySettings security, Secrets standaloneSecrets, PasswordEncoder encoder) {
        return new InMemoryRegisteredClientRepository(
                Clients.console(security.issuer()),
                Clients.commandLine(encoder.encode(standaloneSecrets.obtain(Clients.CLI_SECRET))));
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> roleClaims(
            DemoUsers users, SecuritySettings security) {
        return new RoleClaims(users, security.audience());
    }

    @Bean
    @Order(1)
    SecurityFilterChain authorizationServerChain(HttpSecurity http) {
        OAuth2AuthorizationServerConfigurer server = new OAuth2AuthorizationServerConfigurer();
        return http.securityMatcher(server.getEndpointsMatcher())
                .with(server, s -> s.oidc(Customizer.withDefaults()))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                // The console renews its token in a hidden frame of the same origin.
                .headers(h -> h.frameOptions(HeadersConfigurer.FrameOptionsConfig::sameOrigin))
                .exceptionHandling(e ->
                        e.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint("/login")))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain loginPageChain(HttpSecurity http) {
        return http.securityMatcher("/login", "/logout")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .formLogin(Customizer.withDefaults())
                .logout(logout -> logout.logoutSuccessUrl("/"))
                .build();
    }

    /** The console itself is public; what it shows is not. */
    @Bean
    @Order(3)
    SecurityFilterChain consoleChain(HttpSecurity http) {
        return http.securityMatcher(
                        "/",
                        "/index.html",
                        "/assets/**",
                        "/favicon.*",
                        // Ours, in place of the one that the login page's own filter would answer.
                        "/default-ui.css",
                        "/icons/**",
                        "/manifest.webmanifest",
                        "/worker.js",
                        "/console/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .headers(h ->
                        h.frameOptions(HeadersConfigurer.FrameOptionsConfig::sameOrigin)
                                .contentSecurityPolicy(csp ->
                                        csp.policyDirectives(
                                                "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'")))
                .requestCache(cache -> cache.disable())
                .build();
    }
}
