package org.vitalwire.kit.web;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What a caller believes to be the newest version of something ({@code If-Match}, RFC 9110), so
 * that of two editors the later one does not overwrite what it has never seen. A caller who says
 * nothing has the last word, unless a statement is required. The tag is the version's number,
 * {@code "0"} before the first.
 */
public record Expected(@Nullable String ifMatch) {

    public static String tag(long version) {
        return "\"" + version + '"';
    }

    /** Whether the caller says nothing, or this version among others. */
    public boolean allows(long version) {
        return ifMatch == null
                || Arrays.stream(ifMatch.split(",")).anyMatch(tag -> is(tag, version));
    }

    /**
     * @param version of what is there now, 0 before the first
     * @throws ApiProblem with 412 when it is another one than the caller has seen
     */
    public void check(long version, String code, String detail) {
        if (!allows(version)) {
            throw new ApiProblem(HttpStatus.PRECONDITION_FAILED, code, detail);
        }
    }

    /**
     * @throws ApiProblem with 428 when the caller says nothing
     */
    public void require(String detail) {
        if (ifMatch == null) {
            throw new ApiProblem(HttpStatus.PRECONDITION_REQUIRED, "IF_MATCH_NEEDED", detail);
        }
    }

    /** A proxy that compresses makes a tag weak; the number says the same. */
    private static boolean is(String tag, long version) {
        String bare = tag.strip();
        return bare.equals("*")
                ? version > 0
                : (bare.startsWith("W/") ? bare.substring(2) : bare).equals(tag(version));
    }
}
