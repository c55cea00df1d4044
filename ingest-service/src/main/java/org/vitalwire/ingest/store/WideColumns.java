package org.vitalwire.ingest.store;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.vitalwire.contracts.vitals.VitalSign;

/** Which signs have a column of their own in {@code vital_sample}: the monitored ones. */
public final class WideColumns {

    /** In the order of their numbers; the place in this list is a sign's index. */
    public static final List<VitalSign> SIGNS =
            Arrays.stream(VitalSign.values())
                    .filter(sign -> sign.entry().monitored())
                    .sorted((a, b) -> Integer.compare(a.number(), b.number()))
                    .toList();

    static final int COUNT = SIGNS.size();

    /** Signs that are kept in {@code observation}. */
    public static final List<VitalSign> NARROW =
            Arrays.stream(VitalSign.values()).filter(sign -> !sign.entry().monitored()).toList();

    /** Bits of all of {@link #SIGNS}. */
    static final long BITS =
            SIGNS.stream().mapToLong(WideColumns::bit).reduce(0, (all, bit) -> all | bit);

    private static final int[] INDEX_BY_NUMBER = indexes();

    private WideColumns() {}

    /** Index of the sign, or -1 when it has no column. */
    static int indexOf(VitalSign sign) {
        return INDEX_BY_NUMBER[sign.number()];
    }

    public static boolean has(VitalSign sign) {
        return indexOf(sign) >= 0;
    }

    public static String column(VitalSign sign) {
        return sign.code().replace('-', '_');
    }

    /** The sign's bit in {@code sign_hour} and {@code device}, with a column or without. */
    static long bit(VitalSign sign) {
        return 1L << sign.number();
    }

    /** The sign's flags in a column of {@code smallint[]}; 0 where nothing is flagged. */
    static int flagOf(ResultSet row, int column, VitalSign sign) throws SQLException {
        Array array = row.getArray(column);
        if (array == null) {
            return 0;
        }
        Short[] flags = (Short[]) array.getArray();
        int place = sign.number() - 1;
        return place < flags.length && flags[place] != null ? flags[place] : 0;
    }

    private static int[] indexes() {
        int[] indexes = new int[Long.SIZE];
        Arrays.fill(indexes, -1);
        for (int i = 0; i < SIGNS.size(); i++) {
            indexes[SIGNS.get(i).number()] = i;
        }
        return indexes;
    }
}
