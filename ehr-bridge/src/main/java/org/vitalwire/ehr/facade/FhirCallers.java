package org.vitalwire.ehr.facade;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.server.exceptions.AuthenticationException;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import java.util.Collections;
import java.util.Set;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.vitalwire.kit.security.Caller;

/** Who may ask: the token was checked before, here it is asked for its role. */
@Interceptor
public final class FhirCallers {

    private static final Set<String> READERS = Set.of("integrator", "clinician", "charge-nurse");

    FhirCallers() {}

    /** The statement of what this server can do is for every caller; data is for readers. */
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
    public void requireReader(RestOperationTypeEnum operation) {
        if (operation != RestOperationTypeEnum.METADATA
                && Collections.disjoint(current().roles(), READERS)) {
            throw new ForbiddenOperationException("a role that reads clinical data is needed");
        }
    }

    static Caller current() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null) {
            throw new AuthenticationException("a bearer token is needed");
        }
        return Caller.of(authentication);
    }
}
