package org.vitalwire.ingest.store;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * The statements that write samples of one shape. Arrays are bound in the order of {@link #arrays};
 * the merge takes the first and last time (microseconds) after them.
 */
record SampleSql(String insert, String merge) {

    /** Microseconds since 1970 to {@code timestamptz}, exact. */
    static final String TIME = "timestamptz 'epoch' + x.t * interval '1 microsecond'";

    static final String OBSERVATIONS =
            """
            INSERT INTO observation (time, device_id, metric, value, flags)
            SELECT %s, x.device_id, x.metric, x.value, x.flags
              FROM unnest(?::int[], ?::bigint[], ?::smallint[], ?::float8[], ?::smallint[])
                   AS x(device_id, t, metric, value, flags)
            ON CONFLICT DO NOTHING\
            """
                    .formatted(TIME);

    /** Rows are only touched when an hour gains a sign. */
    static final String SIGN_HOURS =
            """
            INSERT INTO sign_hour AS h (device_id, hour, signs)
            SELECT x.device_id, timestamptz 'epoch' + x.hour * interval '1 hour', x.signs
              FROM unnest(?::int[], ?::bigint[], ?::bigint[]) AS x(device_id, hour, signs)
            ON CONFLICT (device_id, hour) DO UPDATE SET signs = h.signs | excluded.signs
             WHERE h.signs & excluded.signs <> excluded.signs\
            """;

    /** What {@code device} says of all hours together; mostly nothing that it does not know. */
    static final String DEVICE_SIGNS =
            """
            UPDATE device d SET signs = d.signs | x.signs
              FROM (SELECT u.device_id, bit_or(u.signs) AS signs
                      FROM unnest(?::int[], ?::bigint[]) AS u(device_id, signs)
                     GROUP BY u.device_id) x
             WHERE d.device_id = x.device_id AND d.signs & x.signs <> x.signs\
            """;

    private static final int HIGHEST_NUMBER = WideColumns.SIGNS.getLast().number();

    static SampleSql of(SampleBatch.Shape shape) {
        List<VitalSign> signs = new ArrayList<>();
        for (int i = 0; i < WideColumns.COUNT; i++) {
            if (shape.has(i)) {
                signs.add(WideColumns.SIGNS.get(i));
            }
        }
        return new SampleSql(insert(shape, signs), merge(shape, signs));
    }

    private static String insert(SampleBatch.Shape shape, List<VitalSign> signs) {
        StringBuilder columns = new StringBuilder("time, device_id, lag_ms, backfill, synthetic");
        StringBuilder selected =
                new StringBuilder(TIME + ", x.device_id, x.lag_ms, x.backfill, x.synthetic");
        if (shape.clockOffset()) {
            columns.append(", clock_offset_ms");
            selected.append(", x.clock_offset_ms");
        }
        if (shape.flags()) {
            columns.append(", flags");
            selected.append(", x.flags::smallint[]");
        }
        for (VitalSign sign : signs) {
            columns.append(", ").append(WideColumns.column(sign));
            selected.append(", x.").append(WideColumns.column(sign));
        }
        return "INSERT INTO vital_sample (%s) SELECT %s FROM %s ON CONFLICT DO NOTHING"
                .formatted(columns, selected, arrays(shape, signs));
    }

    /**
     * Fills in what the rows that were there already lack; rows that lack nothing are not touched.
     */
    private static String merge(SampleBatch.Shape shape, List<VitalSign> signs) {
        if (signs.isEmpty()) {
            return "";
        }
        String assignments =
                signs.stream()
                        .map(WideColumns::column)
                        .map(c -> "%1$s = coalesce(v.%1$s, x.%1$s)".formatted(c))
                        .collect(Collectors.joining(", "));
        String gains =
                signs.stream()
                        .map(WideColumns::column)
                        .map(c -> "(v.%1$s IS NULL AND x.%1$s IS NOT NULL)".formatted(c))
                        .collect(Collectors.joining(" OR "));
        if (shape.flags()) {
            assignments += ", flags = " + mergedFlags(signs);
        }
        return """
        UPDATE vital_sample v SET %s
          FROM (SELECT x.*, %s AS time FROM %s) x
         WHERE v.device_id = x.device_id AND v.time = x.time
           AND v.time >= timestamptz 'epoch' + ? * interval '1 microsecond'
           AND v.time <= timestamptz 'epoch' + ? * interval '1 microsecond'
           AND (%s)\
        """
                .formatted(assignments, TIME, arrays(shape, signs), gains);
    }

    /** A flag goes with the value that stays. */
    private static String mergedFlags(List<VitalSign> signs) {
        List<String> places = new ArrayList<>();
        for (int number = 1; number <= HIGHEST_NUMBER; number++) {
            String place = "v.flags[%d]".formatted(number);
            for (VitalSign sign : signs) {
                if (sign.number() == number) {
                    place =
                            "CASE WHEN v.%s IS NULL THEN (x.flags::smallint[])[%d] ELSE %s END"
                                    .formatted(WideColumns.column(sign), number, place);
                }
            }
            places.add(place);
        }
        return "CASE WHEN x.flags IS NULL THEN v.flags ELSE ARRAY[%s] END"
                .formatted(String.join(", ", places));
    }

    private static String arrays(SampleBatch.Shape shape, List<VitalSign> signs) {
        StringBuilder types =
                new StringBuilder("?::int[], ?::bigint[], ?::bigint[], ?::bool[], ?::bool[]");
        StringBuilder names = new StringBuilder("device_id, t, lag_ms, backfill, synthetic");
        if (shape.clockOffset()) {
            types.append(", ?::int[]");
            names.append(", clock_offset_ms");
        }
        if (shape.flags()) {
            types.append(", ?::text[]");
            names.append(", flags");
        }
        for (VitalSign sign : signs) {
            types.append(", ?::real[]");
            names.append(", ").append(WideColumns.column(sign));
        }
        return "unnest(%s) AS x(%s)".formatted(types, names);
    }
}
