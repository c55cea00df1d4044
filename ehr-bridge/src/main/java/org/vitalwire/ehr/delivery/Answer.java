package org.vitalwire.ehr.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.vitalwire.ehr.ledger.Refusal;

/** What came of one request to the target. */
sealed interface Answer {

    /**
     * A status 2xx but 202.
     *
     * @param resource null when the body was empty or not wanted
     */
    record Done(int status, @Nullable Resource resource) implements Answer {}

    /** 202: it will be done, perhaps. */
    record Accepted(Optional<Duration> retryAfter) implements Answer {}

    /** There is no such resource (404), or no more (410). */
    record Absent(boolean gone) implements Answer {}

    /** The content was refused: trying the same again would be refused again. */
    record Refused(Refusal refusal) implements Answer {}

    /** It contradicts what the target has (409, 412): whoever looks again may see why. */
    record Contested(Refusal refusal) implements Answer {}

    /**
     * The target cannot take anything now, or the outcome is not known: try again, the same.
     *
     * @param code such as {@code http-503} or {@code timeout}
     */
    record Unavailable(String code, Optional<Duration> retryAfter) implements Answer {

        /** How codes begin of what was not even sent, because we had no token to show. */
        static final String NOT_ADMITTED = "no-token:";

        private static final Set<String> NOT_TAKEN =
                Set.of(
                        "http-401",
                        "http-403",
                        "http-407",
                        "http-425",
                        "http-429",
                        "no-such-endpoint",
                        "connect-timeout",
                        "ConnectException");

        /** Whether it is sure that nothing of the request was done. */
        boolean isSurelyNotTaken() {
            return NOT_TAKEN.contains(code) || code.startsWith(NOT_ADMITTED);
        }
    }
}
