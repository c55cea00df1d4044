package org.vitalwire.analytics.decision;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.vitalwire.kit.web.ApiProblem;

/**
 * What a caller believes to be the newest decision about a scope ({@code If-Match}, RFC 9110), so
 * that of two editors the later one does not overwrite what it has never seen. A caller who says
 * nothing has the last word. The tag is the number of that decision, {@code "0"} before the first.
 */
record Expected(@Nullable String ifMatch) {

    static String tag(int version) {
        return "\"" + version + '"';
    }

    /**
     * @param version number of the newest decision, 0 before the first
     * @throws ApiProblem with 412 when it is another one than the caller has seen
     */
    void check(int version) {
        if (ifMatch != null && Arrays.stream(ifMatch.split(",")).noneMatch(t -> is(t, version))) {
            throw new ApiProblem(
                    HttpStatus.PRECONDITION_FAILED,
                    "POLICY_CHANGED",
                    "Somebody else decided about this scope meanwhile; nothing was changed.");
        }
    }

    /** A proxy that compresses makes a tag weak; the number says the same. */
    private static boolean is(String tag, int version) {
        String bare = tag.strip();
        return bare.equals("*")
                ? version > 0
                : (bare.startsWith("W/") ? bare.substring(2) : bare).equals(tag(version));
    }
}
