package org.vitalwire.simulator.recording;

import static java.util.Map.entry;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.vitalwire.contracts.vitals.VitalSign;

/** A file format by its separator, its column of time and the columns that are vital signs. */
enum RecordingFormat {
    /**
     * MIMIC-II bedside numerics, one row a minute. ABP is the arterial line, NBP the cuff; 0 is the
     * monitor's "no value", blank is WFDB's.
     */
    MIMIC2_NUMERICS(
            ",",
            "minute",
            Duration.ofMinutes(1),
            Map.ofEntries(
                    entry("HR_bpm", canonical(VitalSign.HEART_RATE)),
                    entry("PULSE_bpm", canonical(VitalSign.PULSE_RATE)),
                    entry("RESP_pm", canonical(VitalSign.RESPIRATORY_RATE)),
                    entry("SpO2_%", canonical(VitalSign.SPO2)),
                    entry("ABPSys_mmHg", canonical(VitalSign.INVASIVE_SYSTOLIC_PRESSURE)),
                    entry("ABPDias_mmHg", canonical(VitalSign.INVASIVE_DIASTOLIC_PRESSURE)),
                    entry("ABPMean_mmHg", canonical(VitalSign.INVASIVE_MEAN_PRESSURE)),
                    entry("NBPSys_mmHg", canonical(VitalSign.SYSTOLIC_PRESSURE)),
                    entry("NBPDias_mmHg", canonical(VitalSign.DIASTOLIC_PRESSURE)),
                    entry("NBPMean_mmHg", canonical(VitalSign.MEAN_PRESSURE)))),

    /** PhysioNet/CinC Challenge 2019, one row an hour in intensive care. FiO2 is a fraction. */
    SEPSIS_2019(
            "|",
            "ICULOS",
            Duration.ofHours(1),
            Map.ofEntries(
                    entry("HR", canonical(VitalSign.HEART_RATE)),
                    entry("O2Sat", canonical(VitalSign.SPO2)),
                    entry("Temp", canonical(VitalSign.TEMPERATURE)),
                    entry("SBP", canonical(VitalSign.SYSTOLIC_PRESSURE)),
                    entry("MAP", canonical(VitalSign.MEAN_PRESSURE)),
                    entry("DBP", canonical(VitalSign.DIASTOLIC_PRESSURE)),
                    entry("Resp", canonical(VitalSign.RESPIRATORY_RATE)),
                    entry("EtCO2", canonical(VitalSign.ETCO2)),
                    entry("FiO2", new Column(VitalSign.FIO2, "1"))));

    /** A column's sign, and the unit it comes in (empty: canonical). */
    record Column(VitalSign sign, String unit) {}

    private final String separator;
    private final String timeColumn;
    private final Duration timeUnit;

    // An unmodifiable map of records.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Map<String, Column> columns;

    RecordingFormat(
            String separator, String timeColumn, Duration timeUnit, Map<String, Column> columns) {
        this.separator = separator;
        this.timeColumn = timeColumn;
        this.timeUnit = timeUnit;
        this.columns = columns;
    }

    static Optional<RecordingFormat> ofHeader(String header) {
        return Arrays.stream(values())
                .filter(format -> {
                    List<String> cells = format.split(header);
                    return cells.contains(format.timeColumn)
                            && cells.stream().anyMatch(format.columns::containsKey);
                })
                .findFirst();
    }

    List<String> split(String line) {
        return Arrays.stream(line.split(Pattern.quote(separator), -1)).map(String::strip).toList();
    }

    String timeColumn() {
        return timeColumn;
    }

    Duration timeUnit() {
        return timeUnit;
    }

    Optional<Column> column(String name) {
        return Optional.ofNullable(columns.get(name));
    }

    private static Column canonical(VitalSign sign) {
        return new Column(sign, "");
    }
}
