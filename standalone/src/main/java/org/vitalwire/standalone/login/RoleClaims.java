package org.vitalwire.standalone.login;

import java.util.List;
import java.util.Objects;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/** Puts audience, roles and care units into access tokens. */
final class RoleClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {

    private final DemoUsers users;
    private final String audience;

    RoleClaims(DemoUsers users, String audience) {
        this.users = users;
        this.audience = audience;
    }

    @Override
    public void customize(JwtEncodingContext context) {
        if (!OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
            return;
        }
        context.getClaims().audience(List.of(audience));
        if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(context.getAuthorizationGrantType())) {
            List<String> roles =
                    context.getAuthorizedScopes().stream()
                            .filter(scope -> scope.startsWith(Clients.ROLE_SCOPE))
                            .map(scope -> scope.substring(Clients.ROLE_SCOPE.length()))
                            .toList();
            context.getClaims().claim("roles", roles).claim("care_units", List.of("*"));
        } else {
            Authentication principal = Objects.requireNonNull(context.getPrincipal());
            users.find(principal.getName())
                    .ifPresent(user ->
                            context.getClaims()
                                    .claim("roles", List.of(user.role()))
                                    .claim("care_units", user.careUnits()));
        }
    }
}
