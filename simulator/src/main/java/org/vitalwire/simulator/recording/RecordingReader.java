package org.vitalwire.simulator.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a recording, or a folder of them, whichever of the known formats it has. */
public final class RecordingReader {

    private RecordingReader() {}

    /**
     * The recording of a file, or those of a folder's {@code .csv} and {@code .psv} files in the
     * order of their names.
     *
     * @throws RecordingFormatException for a file of another kind
     */
    public static List<Recording> read(Path fileOrFolder) throws IOException {
        if (!Files.isDirectory(fileOrFolder)) {
            return List.of(readFile(fileOrFolder));
        }
        List<Path> files;
        try (Stream<Path> entries = Files.list(fileOrFolder)) {
            files =
                    entries.filter(Files::isRegularFile)
                            .filter(file -> hasEnding(file, ".csv") || hasEnding(file, ".psv"))
                            .sorted(Comparator.comparing(Path::toString))
                            .toList();
        }
        if (files.isEmpty()) {
            throw new RecordingFormatException(fileOrFolder + " holds no .csv or .psv file");
        }
        List<Recording> recordings = new ArrayList<>();
        for (Path file : files) {
            recordings.add(readFile(file));
        }
        return recordings;
    }

    private static Recording readFile(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        RecordingFormat format =
                (lines.isEmpty()
                                ? Optional.<RecordingFormat>empty()
                                : RecordingFormat.ofHeader(lines.getFirst()))
                        .orElseThrow(() ->
                                new RecordingFormatException(
                                        file
                                                + " is neither a MIMIC-II numerics file nor"
                                                + " one of the sepsis challenge of 2019"));
        List<String> header = format.split(lines.getFirst());
        int timeColumn = header.indexOf(format.timeColumn());
        List<Optional<RecordingFormat.Column>> columns =
                header.stream().map(format::column).toList();

        List<RecordedRow> rows = new ArrayList<>();
        int withoutValues = 0;
        int dropped = 0;
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            String where = file.getFileName() + " line " + (i + 1);
            List<String> cells = format.split(lines.get(i));
            if (cells.size() != header.size()) {
                throw new RecordingFormatException(
                        where + " has " + cells.size() + " columns, not " + header.size());
            }
            List<RecordedValue> values = new ArrayList<>();
            for (int c = 0; c < cells.size(); c++) {
                if (columns.get(c).isEmpty()) {
                    continue;
                }
                double value = number(cells.get(c), where);
                if (Double.isNaN(value) || value == 0) {
                    dropped++;
                } else {
                    RecordingFormat.Column column = columns.get(c).get();
                    values.add(new RecordedValue(column.sign(), value, column.unit()));
                }
            }
            if (values.isEmpty()) {
                withoutValues++;
            } else {
                rows.add(new RecordedRow(offset(cells.get(timeColumn), format, where), values));
            }
        }
        rows.sort(Comparator.comparing(RecordedRow::offset));
        return new Recording(name(file), rows, withoutValues, dropped);
    }

    private static Duration offset(String cell, RecordingFormat format, String where) {
        double units = number(cell, where);
        if (Double.isNaN(units)) {
            throw new RecordingFormatException(where + " has no time");
        }
        return Duration.ofNanos(Math.round(units * format.timeUnit().toNanos()));
    }

    /** NaN for a blank cell. */
    private static double number(String cell, String where) {
        if (cell.isEmpty()) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(cell);
        } catch (NumberFormatException e) {
            throw new RecordingFormatException(where + " holds something that is no number");
        }
    }

    private static boolean hasEnding(Path file, String ending) {
        return file.getFileName().toString().endsWith(ending);
    }

    private static String name(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
