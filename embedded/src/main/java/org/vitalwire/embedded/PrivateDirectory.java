package org.vitalwire.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Directories that hold patients' data: for their owner's eyes only. */
final class PrivateDirectory {

    private PrivateDirectory() {}

    /** Creates it with mode 0700, and those above it as usual. One that exists keeps its mode. */
    static void create(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path parent = directory.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        // Twice is no error: two servers that start side by side may share a parent.
        Files.createDirectories(
                directory,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
}
