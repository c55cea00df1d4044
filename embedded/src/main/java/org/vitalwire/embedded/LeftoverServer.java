package org.vitalwire.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that outlived the JVM which started it. A JVM killed with -9 takes no child along, and
 * the orphan holds the data directory; on the other hand a {@code postmaster.pid} left by a power
 * cut may name a process that has since become something else entirely.
 */
final class LeftoverServer {

    private static final Logger LOG = LoggerFactory.getLogger(LeftoverServer.class);

    private final Path data;

    LeftoverServer(Path data) {
        this.data = data;
    }

    /**
     * @param pgCtlStop stops the server of the directory and waits for its end
     */
    void stop(Consumer<Path> pgCtlStop) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        List<String> lines = Files.readAllLines(pidFile);
        long pid = lines.isEmpty() ? 0 : parse(lines.getFirst());
        if (pid > 0 && isPostgresOfOurs(pid)) {
            LOG.atWarn()
                    .addKeyValue("pid", pid)
                    .log("Stopping a PostgreSQL server left behind by an earlier run");
            pgCtlStop.accept(data);
            return;
        }
        if (pid > 0 && ProcessHandle.of(pid).isPresent()) {
            LOG.atWarn()
                    .addKeyValue("pid", pid)
                    .log("Removing a stale postmaster.pid that names an unrelated process");
            Files.deleteIfExists(pidFile);
        }
        // Else nobody lives under that number: PostgreSQL clears its own stale file.
    }

    /** A postmaster's working directory is its data directory. */
    private boolean isPostgresOfOurs(long pid) {
        try {
            Path process = Path.of("/proc", Long.toString(pid));
            return Files.isSameFile(process.resolve("cwd"), data)
                    && Files.readString(process.resolve("comm")).strip().startsWith("postgres");
        } catch (IOException e) {
            return false;
        }
    }

    private static long parse(String line) {
        try {
            return Long.parseLong(line.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
