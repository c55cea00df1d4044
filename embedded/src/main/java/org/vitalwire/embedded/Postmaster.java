package org.vitalwire.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process that serves a data directory, as its {@code postmaster.pid} and {@code /proc} show
 * it. A JVM killed with -9 takes no child along, and the orphan holds the data directory; on the
 * other hand a {@code postmaster.pid} left by a power cut may name a process that has since become
 * something else entirely.
 */
final class Postmaster {

    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);
    private static final long PATIENCE_NANOS = 15_000_000_000L;

    private final Path data;

    Postmaster(Path data) {
        this.data = data;
    }

    /** Whether a server of this data directory lives. */
    boolean isRunning() {
        return isPostgresOfOurs(recordedPid());
    }

    /**
     * Leaves the data directory without a server and without a file that says there is one. The
     * caller holds the directory's lock: what still runs here is nobody's.
     *
     * @param pgCtlStop stops the server of the directory and waits for its end
     */
    void stopLeftover(Runnable pgCtlStop) throws IOException {
        if (!Files.exists(pidFile())) {
            return;
        }
        long pid = recordedPid();
        if (isPostgresOfOurs(pid)) {
            LOG.atWarn()
                    .addKeyValue("pid", pid)
                    .log("Stopping a PostgreSQL server left behind by an earlier run");
            pgCtlStop.run();
        }
        if (!Files.exists(pidFile())) {
            return;
        }
        // The postmaster is dead, but its back ends may take a moment to notice. To start a server
        // beside them would ruin the data; PostgreSQL's own guard against it is the file.
        awaitNoProcessOfOurs();
        if (ProcessHandle.of(pid).isPresent()) {
            LOG.atWarn()
                    .addKeyValue("pid", pid)
                    .log("Removing a stale postmaster.pid that names an unrelated process");
            Files.deleteIfExists(pidFile());
        }
        // Else nobody lives under that number: PostgreSQL clears its own stale file.
    }

    private void awaitNoProcessOfOurs() {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (ProcessHandle.allProcesses().anyMatch(process -> isPostgresOfOurs(process.pid()))) {
            if (System.nanoTime() > deadline) {
                throw new InfrastructureException(
                        "processes of a dead PostgreSQL server still work in %s; end them first"
                                .formatted(data));
            }
            LockSupport.parkNanos(50_000_000);
        }
    }

    /** PostgreSQL's processes, and few others, work in the data directory. A zombie has none. */
    private boolean isPostgresOfOurs(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        try {
            return Files.isSameFile(process.resolve("cwd"), data)
                    && Files.readString(process.resolve("comm")).strip().startsWith("postgres");
        } catch (IOException e) {
            return false;
        }
    }

    private Path pidFile() {
        return data.resolve("postmaster.pid");
    }

    /** 0, which is nobody's, where there is no file or no number in it. */
    private long recordedPid() {
        try {
            List<String> lines = Files.readAllLines(pidFile());
            return lines.isEmpty() ? 0 : Long.parseLong(lines.getFirst().strip());
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }
}
