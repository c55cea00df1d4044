package org.vitalwire.analytics.evaluation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Finds out what kind of recordings lie in a directory. */
public final class RecordedData {

    private static final int DEEPEST = 4;

    private RecordedData() {}

    /**
     * @param path a directory, or one file
     * @throws UnreadableDataException when nothing there is known
     */
    public static StaySource at(Path path) throws IOException {
        try (Stream<Path> found = Files.walk(path, DEEPEST)) {
            List<Path> files = found.filter(Files::isRegularFile).sorted().toList();
            List<Path> psv = ending(files, SepsisFolder.SUFFIX);
            if (!psv.isEmpty()) {
                return new SepsisFolder(shortName(path), psv);
            }
            List<Path> numerics = ending(files, MonitorNumerics.SUFFIX);
            if (!numerics.isEmpty()) {
                return new MonitorNumerics(shortName(path), numerics);
            }
            List<Path> exports = ExportedValues.among(files);
            if (!exports.isEmpty()) {
                return new ExportedValues(shortName(path), exports);
            }
            for (Path file : files) {
                if (isSepsisCsv(file)) {
                    return new SepsisCsv(file);
                }
            }
        }
        throw new UnreadableDataException(
                path
                        + ": holds no .psv or .csv of the 2019 challenge, no *_numerics.csv and no"
                        + " .ndjson export");
    }

    private static List<Path> ending(List<Path> files, String suffix) {
        return files.stream().filter(file -> file.toString().endsWith(suffix)).toList();
    }

    private static boolean isSepsisCsv(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (!name.endsWith(".csv") && !name.endsWith(".csv.gz")) {
            return false;
        }
        try (BufferedReader reader = reader(file)) {
            String header = reader.readLine();
            return header != null
                    && header.startsWith("patient_id,")
                    && header.contains("SepsisLabel");
        }
    }

    /** The last two names of a path: enough to know it, and no one's home directory. */
    static String shortName(Path path) {
        Path whole = path.toAbsolutePath().normalize();
        int names = whole.getNameCount();
        return names < 2 ? whole.toString() : whole.subpath(names - 2, names).toString();
    }

    static BufferedReader reader(Path file) throws IOException {
        InputStream stream = Files.newInputStream(file);
        try {
            InputStream plain =
                    file.toString().endsWith(".gz") ? new GZIPInputStream(stream, 65_536) : stream;
            return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
        } catch (IOException e) {
            stream.close();
            throw e;
        }
    }
}
