package org.vitalwire.alert.page;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of a page.
 *
 * <pre>
 *            receipt                    its person accepts or rejects
 *   Open -------------&gt; Received ---------------------------------------&gt; Answered
 *    |  ^                  |  |                                              ^
 *    |  '--one more alert--'  '--nothing on it is this person's any more--&gt; Withdrawn
 *    |                                                                       |
 *    '--no way left that could bring a receipt--&gt; Unreachable ---a late answer
 * </pre>
 *
 * An open page is answered and withdrawn as a received one is; a late receipt makes an unreachable
 * one a received one.
 */
enum PageState {
    /** It is being sent; nothing says yet that the person has it. */
    OPEN,
    /** The person's device has it. */
    RECEIVED,
    /** The person said yes or no. */
    ANSWERED,
    /** It is somebody else's by now, silenced, or over. */
    WITHDRAWN,
    /** All ways were tried and none brought a receipt. */
    UNREACHABLE;

    /** As in rows and answers. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static PageState ofCode(String code) {
        return find(code)
                .orElseThrow(() -> new IllegalArgumentException("no such state of a page"));
    }

    static Optional<PageState> find(String code) {
        return Arrays.stream(values()).filter(state -> state.code().equals(code)).findFirst();
    }
}
