package org.vitalwire.analytics.evaluation;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Many stays of the 2019 challenge in one CSV file, each row with its {@code patient_id}. */
record SepsisCsv(Path file) implements StaySource {

    private static final char SEPARATOR = ',';

    @Override
    public String name() {
        return RecordedData.shortName(file);
    }

    @Override
    public void forEach(Consumer<Stay> each) throws IOException {
        try (BufferedReader lines = RecordedData.reader(file)) {
            SepsisTable table =
                    new SepsisTable(file.getFileName().toString(), lines.readLine(), SEPARATOR);
            SepsisTable.@Nullable Rows rows = null;
            String patient = "";
            long line = 1;
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                line++;
                String[] cells = table.cells(text);
                if (rows == null || !patient.equals(cells[0])) {
                    if (rows != null) {
                        each.accept(rows.stay());
                    }
                    patient = cells[0];
                    rows = table.new Rows(patient);
                }
                rows.add(cells, line);
            }
            if (rows != null) {
                each.accept(rows.stay());
            }
        }
    }
}
