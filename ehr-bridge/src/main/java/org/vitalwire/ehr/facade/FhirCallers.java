package org.vitalwire.ehr.facade;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.AuthenticationException;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.vitalwire.ehr.facade.SmartScopes.Interaction;
import org.vitalwire.kit.security.Caller;

/** Who may ask: the token was checked before, here it is asked for its role and its scopes. */
@Interceptor
public final class FhirCallers {

    private static final Set<String> READERS = Set.of("integrator", "clinician", "charge-nurse");

    FhirCallers() {}

    /** The statement of what this server can do is for every caller; data is for readers. */
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
    public void requireReader(RestOperationTypeEnum operation, RequestDetails request) {
        if (operation == RestOperationTypeEnum.METADATA) {
            return;
        }
        if (Collections.disjoint(current().roles(), READERS)) {
            throw new ForbiddenOperationException("a role that reads clinical data is needed");
        }
        Interaction interaction =
                operation == RestOperationTypeEnum.READ ? Interaction.READ : Interaction.SEARCH;
        String type = request.getResourceName();
        // What is of no type, or of several, asks for itself.
        boolean isOfOne = type != null && !"$export".equals(request.getOperation());
        if (isOfOne && !scopes().permit(type, interaction)) {
            throw new ForbiddenOperationException("no SMART scope of the token permits this");
        }
    }

    static Caller current() {
        return Caller.of(authentication());
    }

    /** As it came; for ingest-service, which checks it again. */
    static String token() {
        return jwt().getTokenValue();
    }

    static SmartScopes scopes() {
        return SmartScopes.of(scopes(jwt()));
    }

    /** One text with blanks (OAuth) or a list (some providers); the claim's name differs too. */
    private static Collection<String> scopes(Jwt token) {
        Object claim = token.hasClaim("scope") ? token.getClaim("scope") : token.getClaim("scp");
        return switch (claim) {
            case String text -> Arrays.asList(text.split(" ", -1));
            case Collection<?> list -> list.stream().map(String::valueOf).toList();
            case null, default -> List.of();
        };
    }

    private static Jwt jwt() {
        if (authentication() instanceof JwtAuthenticationToken token) {
            return token.getToken();
        }
        throw new AuthenticationException("a bearer token is needed");
    }

    private static Authentication authentication() {
        @Nullable Authentication authentication =
                SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null) {
            throw new AuthenticationException("a bearer token is needed");
        }
        return authentication;
    }
}
