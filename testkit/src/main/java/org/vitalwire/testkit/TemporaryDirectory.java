package org.vitalwire.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Directories below one per test JVM, deleted when it ends. */
final class TemporaryDirectory {

    private static final Path ROOT = createRoot();

    private TemporaryDirectory() {}

    static Path create(String prefix) {
        try {
            return Files.createTempDirectory(ROOT, prefix + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Called last of all shutdown tasks. */
    static void deleteAll() {
        try (Stream<Path> paths = Files.walk(ROOT)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("temporary files stay behind in " + ROOT, e);
        }
    }

    private static Path createRoot() {
        try {
            return Files.createTempDirectory("vitalwire-test-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
