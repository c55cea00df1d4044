package org.vitalwire.analytics.evaluation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * Reads rows of the PhysioNet/CinC Challenge 2019: one an hour, 41 columns by name. Of them the
 * vital signs, the white cell count (for SIRS) and the label are taken; never {@code ICULOS},
 * {@code HospAdmTime} or anything else that tells how long a patient is here.
 */
final class SepsisTable {

    private static final Instant START = Instant.parse("2019-01-01T00:00:00Z");
    private static final String LABEL = "SepsisLabel";
    private static final String WHITE_CELLS = "WBC";
    private static final Map<VitalSign, String> COLUMNS =
            new EnumMap<>(
                    Map.of(
                            VitalSign.HEART_RATE, "HR",
                            VitalSign.SPO2, "O2Sat",
                            VitalSign.TEMPERATURE, "Temp",
                            VitalSign.SYSTOLIC_PRESSURE, "SBP",
                            VitalSign.MEAN_PRESSURE, "MAP",
                            VitalSign.DIASTOLIC_PRESSURE, "DBP",
                            VitalSign.RESPIRATORY_RATE, "Resp",
                            VitalSign.ETCO2, "EtCO2",
                            VitalSign.FIO2, "FiO2"));

    private final String file;
    private final Pattern separator;
    private final Map<VitalSign, Integer> columns = new EnumMap<>(VitalSign.class);
    private final int label;
    private final int whiteCells;

    SepsisTable(String file, String header, char separator) {
        this.file = file;
        this.separator = Pattern.compile(Pattern.quote(String.valueOf(separator)));
        List<String> names = List.of(cells(header));
        COLUMNS.forEach((sign, name) -> columns.put(sign, required(names, name)));
        this.label = required(names, LABEL);
        this.whiteCells = required(names, WHITE_CELLS);
    }

    String[] cells(String line) {
        return separator.split(line, -1);
    }

    private int required(List<String> names, String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw new UnreadableDataException(file + ": has no column " + name);
        }
        return index;
    }

    /** One stay, row by row. */
    final class Rows {

        private final String id;
        private final RecordedReadings readings;
        private final List<Double> cells = new ArrayList<>();
        private Course course = Course.withoutSepsis();
        private int hour;

        Rows(String id) {
            this.id = id;
            this.readings = new RecordedReadings(id);
        }

        void add(String[] row, long line) {
            columns.forEach((sign, column) -> {
                double value = number(row, column, line);
                readings.value(sign, sign == VitalSign.FIO2 ? percent(value) : value);
            });
            readings.measuredAt(START.plus(Duration.ofHours(hour)));
            cells.add(number(row, whiteCells, line));
            if (number(row, label, line) == 1 && !course.isSeptic()) {
                course = Course.firstPositiveAt(hour);
            }
            hour++;
        }

        Stay stay() {
            return new Stay(id, START, hour, readings.readings(), cells, Optional.of(course));
        }
    }

    /** A fraction is charted as 0.4, by some as 40. */
    private static double percent(double fraction) {
        return fraction <= 1 ? fraction * 100 : fraction;
    }

    private double number(String[] row, int column, long line) {
        if (column >= row.length) {
            throw new UnreadableDataException(file + ":" + line + ": has too few columns");
        }
        String text = row[column];
        if (text.isEmpty() || text.equals("NaN")) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new UnreadableDataException(
                    file + ":" + line + ": column " + (column + 1) + " is no number", e);
        }
    }
}
