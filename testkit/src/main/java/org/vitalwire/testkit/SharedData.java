package org.vitalwire.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * Recorded data that lies beside the repository, in {@code ../shared/data} (or where the
 * environment variable {@code VITALWIRE_SHARED_DATA} points). A clone without it skips the tests
 * that need it.
 */
public final class SharedData {

    private SharedData() {}

    /**
     * @param relative below the data directory: {@code "mimic2-numerics"}
     * @return the file or directory; the calling test is skipped where it is absent
     */
    public static Path path(String relative) {
        Optional<Path> root = root();
        Assumptions.assumeTrue(
                root.isPresent(),
                "skipped: no ../shared/data beside the repository, for " + relative);
        Path path = root.orElseThrow().resolve(relative);
        Assumptions.assumeTrue(Files.exists(path), () -> "skipped: " + path + " does not exist");
        return path;
    }

    /** Whether the file or directory is there, for conditions other than a skip. */
    public static boolean has(String relative) {
        return root().map(root -> Files.exists(root.resolve(relative))).orElse(false);
    }

    /** The directory that holds {@code mvnw}, above the module under test. */
    public static Path repositoryRoot() {
        Path start = Path.of("").toAbsolutePath();
        for (Path path = start; path != null; path = path.getParent()) {
            if (Files.exists(path.resolve("mvnw"))) {
                return path;
            }
        }
        throw new IllegalStateException("no mvnw above " + start);
    }

    private static Optional<Path> root() {
        String override = System.getenv("VITALWIRE_SHARED_DATA");
        Path root =
                override == null || override.isBlank()
                        ? repositoryRoot().resolveSibling("shared").resolve("data")
                        : Path.of(override);
        return Optional.of(root).filter(Files::isDirectory);
    }
}
