package org.vitalwire.alert.ledger;

import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The values of one row, nulls among them. */
final class SqlRow {

    private SqlRow() {}

    // Spring's batch methods take arrays of possibly null values but are declared without saying
    // so.
    @SuppressWarnings("NullAway")
    static Object[] of(@Nullable Object... values) {
        return values;
    }

    static Object[] join(Object[] some, Object[] others) {
        return Stream.of(some, others).flatMap(Arrays::stream).toArray();
    }
}
