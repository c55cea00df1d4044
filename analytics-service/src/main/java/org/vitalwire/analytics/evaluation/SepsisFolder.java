package org.vitalwire.analytics.evaluation;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Stays of the 2019 challenge as it published them: a {@code .psv} file a patient. */
record SepsisFolder(String name, List<Path> files) implements StaySource {

    private static final char SEPARATOR = '|';
    static final String SUFFIX = ".psv";

    SepsisFolder {
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
        try (BufferedReader lines = RecordedData.reader(file)) {
            String header = lines.readLine();
            if (header == null) {
                throw new UnreadableDataException(name + ": is empty");
            }
            SepsisTable table = new SepsisTable(name, header, SEPARATOR);
            String id = name.substring(0, name.length() - SUFFIX.length());
            SepsisTable.Rows rows = table.new Rows(id);
            long line = 1;
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                rows.add(table.cells(text), ++line);
            }
            if (line == 1) {
                throw new UnreadableDataException(name + ": has no rows");
            }
            return rows.stay();
        }
    }
}
