package org.vitalwire.standalone.login;

import java.time.Duration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** Who may ask for tokens. */
public final class Clients {

    /** Name of the secret of {@code ./vitalwire token}. */
    public static final String CLI_SECRET = "command-line-client";

    public static final String CLI_ID = "vitalwire-command-line";
    public static final String CONSOLE_ID = "vitalwire-console";

    /** Before the name of a role, this is the scope that asks for it. */
    public static final String ROLE_SCOPE = "role:";

    private static final Duration CONSOLE_TOKEN = Duration.ofMinutes(15);
    private static final Duration CLI_TOKEN = Duration.ofHours(1);

    private Clients() {}

    /** Public, so no secret; PKCE instead. */
    static RegisteredClient console(String url) {
        return RegisteredClient.withId(CONSOLE_ID)
                .clientId(CONSOLE_ID)
                .clientName("Vitalwire console")
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(url + "/")
                .postLogoutRedirectUri(url + "/")
                .scope(OidcScopes.OPENID)
                .scope(OidcScopes.PROFILE)
                .clientSettings(
                        ClientSettings.builder()
                                .requireProofKey(true)
                                .requireAuthorizationConsent(false)
                                .build())
                .tokenSettings(TokenSettings.builder().accessTokenTimeToLive(CONSOLE_TOKEN).build())
                .build();
    }

    /** Who can read the data directory can have a token of any role. */
    static RegisteredClient commandLine(String encodedSecret) {
        RegisteredClient.Builder client =
                RegisteredClient.withId(CLI_ID)
                        .clientId(CLI_ID)
                        .clientSecret(encodedSecret)
                        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                        .tokenSettings(
                                TokenSettings.builder().accessTokenTimeToLive(CLI_TOKEN).build());
        DemoUsers.ROLES.forEach(role -> client.scope(ROLE_SCOPE + role));
        return client.build();
    }
}
