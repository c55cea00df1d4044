package org.vitalwire.analytics.evaluation;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Exports of ingest-service, a file a patient. */
record ExportedValues(String name, List<Path> files) implements StaySource {

    static List<Path> among(List<Path> files) {
        return files.stream()
                .filter(file ->
                        file.toString().endsWith(".ndjson")
                                || file.toString().endsWith(".ndjson.gz"))
                .toList();
    }

    ExportedValues {
        files = files.stream().sorted().toList();
    }

    @Override
    public int expected() {
        return files.size();
    }

    @Override
    public void forEach(Consumer<Stay> each) throws IOException {
        for (int i = 0; i < files.size(); i++) {
            Path file = files.get(i);
            try (BufferedReader lines = RecordedData.reader(file)) {
                ExportedStay.read("stay-" + i, file.getFileName().toString(), lines)
                        .ifPresent(each);
            }
        }
    }
}
