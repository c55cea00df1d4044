package org.vitalwire.ehr.facade;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.exceptions.AuthenticationException;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import org.jspecify.annotations.Nullable;
import org.vitalwire.ehr.measured.IngestRefusedException;
import org.vitalwire.ehr.measured.IngestUnavailableException;

/** While ingest-service does not answer, nobody is told that there is nothing. */
@Interceptor
public final class IngestFailures {

    IngestFailures() {}

    /** HAPI hands over what a provider threw as the cause of a failure of its own. */
    @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
    public @Nullable BaseServerResponseException translate(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof IngestUnavailableException away) {
                return unavailable(
                        "what was measured cannot be read now", away.retryAfterSeconds());
            }
            if (cause instanceof IngestRefusedException refused) {
                return refused.isTokenExpired()
                        ? new AuthenticationException("the token has ended")
                        : new ForbiddenOperationException("the token does not permit this");
            }
        }
        return null;
    }

    static BaseServerResponseException unavailable(String what, int retryAfterSeconds) {
        return later(503, what, retryAfterSeconds);
    }

    static BaseServerResponseException tooMany(String what, int retryAfterSeconds) {
        return later(429, what, retryAfterSeconds);
    }

    private static BaseServerResponseException later(
            int status, String what, int retryAfterSeconds) {
        BaseServerResponseException failure = new UnclassifiedServerFailureException(status, what);
        failure.addResponseHeader("Retry-After", Integer.toString(retryAfterSeconds));
        return failure;
    }
}
