package org.vitalwire.analytics.evaluation;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * What a bedside monitor showed, a row a minute (MIMIC-II numerics): a file a patient. A blank is
 * no value; 0 is the monitor's own way to say so, and comes as it came.
 */
record MonitorNumerics(String name, List<Path> files) implements StaySource {

    static final String SUFFIX = "_numerics.csv";

    private static final Instant START = Instant.parse("2019-01-01T00:00:00Z");
    private static final Map<String, VitalSign> SIGNS =
            Map.ofEntries(
                    Map.entry("HR_bpm", VitalSign.HEART_RATE),
                    Map.entry("PULSE_bpm", VitalSign.PULSE_RATE),
                    Map.entry("RESP_pm", VitalSign.RESPIRATORY_RATE),
                    Map.entry("SpO2_%", VitalSign.SPO2),
                    Map.entry("ABPSys_mmHg", VitalSign.INVASIVE_SYSTOLIC_PRESSURE),
                    Map.entry("ABPDias_mmHg", VitalSign.INVASIVE_DIASTOLIC_PRESSURE),
                    Map.entry("ABPMean_mmHg", VitalSign.INVASIVE_MEAN_PRESSURE),
                    Map.entry("NBPSys_mmHg", VitalSign.SYSTOLIC_PRESSURE),
                    Map.entry("NBPDias_mmHg", VitalSign.DIASTOLIC_PRESSURE),
                    Map.entry("NBPMean_mmHg", VitalSign.MEAN_PRESSURE));

    MonitorNumerics {
        files = files.stream().sorted().toList();
    }

    @Override
    public int expected() {
        return files.size();
    }

    @Override
    public void forEach(Consumer<Stay> each) throws IOException {
        for (Path file : files) {
            each.accept(read(file));
        }
    }

    private static Stay read(Path file) throws IOException {
        String name = file.getFileName().toString();
        String id = name.substring(0, name.length() - SUFFIX.length());
        RecordedReadings readings = new RecordedReadings(id);
        long minute = 0;
        try (BufferedReader lines = RecordedData.reader(file)) {
            Map<Integer, VitalSign> columns = columns(name, lines.readLine());
            long line = 1;
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                line++;
                String[] cells = text.split(",", -1);
                try {
                    minute = Long.parseLong(cells[0]);
                    for (Map.Entry<Integer, VitalSign> column : columns.entrySet()) {
                        String cell = cells[column.getKey()];
                        if (!cell.isEmpty()) {
                            readings.value(column.getValue(), Double.parseDouble(cell));
                        }
                    }
                } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                    throw new UnreadableDataException(name + ":" + line + ": is no row", e);
                }
                readings.measuredAt(START.plus(Duration.ofMinutes(minute)));
            }
        }
        int hours = (int) Math.max(1, (minute + 59) / 60);
        return new Stay(id, START, hours, readings.readings(), List.of(), Optional.empty());
    }

    private static Map<Integer, VitalSign> columns(String file, String header) {
        String[] names = header == null ? new String[0] : header.split(",", -1);
        Map<Integer, VitalSign> columns = new LinkedHashMap<>();
        for (int i = 1; i < names.length; i++) {
            VitalSign sign = SIGNS.get(names[i]);
            if (sign != null) {
                columns.put(i, sign);
            }
        }
        if (columns.isEmpty() || !names[0].equals("minute")) {
            throw new UnreadableDataException(file + ": has no columns that are known");
        }
        return columns;
    }
}
