package org.vitalwire.ehr.delivery;

import java.time.Duration;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** What came of one request to the target. */
sealed interface Answer {

    /**
     * A status 2xx.
     *
     * @param resource null when the body was empty or not wanted
     */
    record Done(int status, @Nullable Resource resource) implements Answer {}

    /** There is no such resource (404), or no more (410). */
    record Absent(boolean gone) implements Answer {}

    /**
     * The content was refused: trying the same again would be refused again.
     *
     * @param codes issue codes of the OperationOutcome, never its texts
     */
    record Refused(int status, String codes) implements Answer {}

    /**
     * The target cannot take anything now, or the outcome is not known: try again, the same.
     *
     * @param code such as {@code http-503} or {@code timeout}
     */
    record Unavailable(String code, Optional<Duration> retryAfter) implements Answer {}
}
