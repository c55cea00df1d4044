package org.vitalwire.ingest;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * What a recorded file says, read for itself: of each sign the number, least and greatest of its
 * values, and the rows of each patient. Of two values of one sign at one time the first one counts.
 */
final class RecordedTruth {

    /** Number, least and greatest of a sign's values, as the database's {@code real}. */
    record Extent(long n, float low, float high) {
        Extent with(float value) {
            return new Extent(n + 1, Math.min(low, value), Math.max(high, value));
        }
    }

    private final Map<String, Extent> extents = new TreeMap<>();
    private final Map<String, Long> rowsOfPatients = new HashMap<>();
    private final Map<String, Long> signsSeen = new HashMap<>();

    private RecordedTruth() {}

    /**
     * @param key columns of patient and time
     * @param rows so many from the beginning
     */
    static RecordedTruth of(
            BufferedReader lines, int rows, List<String> key, Map<String, VitalSign> signs)
            throws IOException {
        RecordedTruth truth = new RecordedTruth();
        String[] names = lines.readLine().split(",", -1);
        Map<String, String> row = new HashMap<>();
        String line = lines.readLine();
        for (int i = 0; i < rows && line != null; i++, line = lines.readLine()) {
            row.clear();
            int begin = 0;
            for (String column : names) {
                int comma = line.indexOf(',', begin);
                int end = comma < 0 ? line.length() : comma;
                row.put(column, line.substring(begin, end));
                begin = Math.min(end + 1, line.length());
            }
            truth.add(row, key, signs);
        }
        return truth;
    }

    private void add(Map<String, String> row, List<String> key, Map<String, VitalSign> signs) {
        String patient = row.getOrDefault(key.getFirst(), "");
        String place = patient + "/" + row.get(key.getLast());
        signs.forEach((column, sign) -> {
            String cell = row.getOrDefault(column, "");
            if (cell.isEmpty()) {
                return;
            }
            long before = signsSeen.getOrDefault(place, 0L);
            if (before == 0) {
                rowsOfPatients.merge(patient, 1L, Long::sum);
            }
            long bit = 1L << sign.number();
            signsSeen.put(place, before | bit);
            if ((before & bit) == 0) {
                float value =
                        (float)
                                (sign == VitalSign.FIO2
                                        ? Double.parseDouble(cell) * 100
                                        : Double.parseDouble(cell));
                Extent old = extents.get(sign.code());
                extents.put(
                        sign.code(), old == null ? new Extent(1, value, value) : old.with(value));
            }
        });
    }

    /** By code of the sign; signs without a value are absent. */
    Map<String, Extent> extents() {
        return extents;
    }

    /** Distinct times by patient. */
    Map<String, Long> rowsOfPatients() {
        return rowsOfPatients;
    }
}
