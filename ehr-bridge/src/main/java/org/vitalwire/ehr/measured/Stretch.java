package org.vitalwire.ehr.measured;

import java.time.Instant;
import java.util.List;

/**
 * All that there is from {@code from} to {@code to}.
 *
 * @param from inclusive, a full minute
 * @param to exclusive, a full minute
 */
record Stretch<T>(Instant from, Instant to, List<T> found) {

    Stretch {
        found = List.copyOf(found);
    }
}
