package org.vitalwire.alert.page;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page as its person sees it.
 *
 * @param version rises with each alert that is added; who accepts says which one they saw
 * @param alerts ids, the most urgent first; on an open page those that still wait for an answer
 * @param target whom the step called: primary, buddy, charge-nurse, everyone, person (by name) or
 *     last-resort
 * @param priority the highest of its alerts'
 * @param state open, received, answered, withdrawn or unreachable
 * @param at when it went out, processed time
 */
public record PageView(
        String id,
        int version,
        List<String> alerts,
        String target,
        String priority,
        String state,
        boolean synthetic,
        Instant at,
        @Nullable Instant receivedAt) {}
