package org.vitalwire.simulator.recording;

import java.time.Duration;
import java.util.List;

/**
 * One recorded patient.
 *
 * @param name of the file, without its ending
 * @param rows in the order of their times, only those with a value
 * @param rowsWithoutValues rows of the file that held no value of a sign we know
 * @param valuesDropped cells of known signs that say 'no value': blank, 0 or NaN
 */
public record Recording(
        String name, List<RecordedRow> rows, int rowsWithoutValues, int valuesDropped) {

    public Recording {
        rows = List.copyOf(rows);
    }

    public int values() {
        return rows.stream().mapToInt(row -> row.values().size()).sum();
    }

    /** Time from the first to the last row that holds a value. */
    public Duration length() {
        return rows.isEmpty()
                ? Duration.ZERO
                : rows.getLast().offset().minus(rows.getFirst().offset());
    }
}
