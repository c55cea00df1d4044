package org.vitalwire.kit.security;

import java.util.List;
import java.util.Set;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * Who is asking.
 *
 * @param roles as in the token: {@code clinician}, {@code charge-nurse}, ...
 * @param careUnits whose patients the caller may see; {@code *} means all
 */
public record Caller(String subject, Set<String> roles, Set<String> careUnits) {

    private static final String ALL_UNITS = "*";

    public Caller {
        roles = Set.copyOf(roles);
        careUnits = Set.copyOf(careUnits);
    }

    public static Caller of(Authentication authentication) {
        if (authentication instanceof JwtAuthenticationToken token) {
            return of(token.getToken());
        }
        throw new IllegalStateException("not authenticated by a bearer token");
    }

    static Caller of(Jwt token) {
        String subject = token.getSubject();
        return new Caller(
                subject == null ? "unknown" : subject,
                claim(token, "roles"),
                claim(token, "care_units"));
    }

    public boolean mayReachAllUnits() {
        return careUnits.contains(ALL_UNITS);
    }

    public boolean mayReach(String careUnit) {
        return mayReachAllUnits() || careUnits.contains(careUnit);
    }

    private static Set<String> claim(Jwt token, String name) {
        List<String> values = token.getClaimAsStringList(name);
        return values == null ? Set.of() : Set.copyOf(values);
    }
}
