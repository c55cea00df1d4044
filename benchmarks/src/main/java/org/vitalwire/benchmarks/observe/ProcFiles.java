package org.vitalwire.benchmarks.observe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What Linux says of a process. */
final class ProcFiles {

    /** {@code sysconf(_SC_CLK_TCK)}, which is 100 on every Linux of this century. */
    private static final long MICROS_PER_TICK = 10_000;

    private ProcFiles() {}

    /** The fields of {@code stat} from the state on: index 0 is field 3 of proc(5). */
    private static List<String> stat(long pid) throws IOException {
        String text = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        return List.of(text.substring(text.lastIndexOf(')') + 2).split(" ", -1));
    }

    /** User and system time, microseconds; of a process that is gone, none. */
    static long cpuMicros(long pid) throws IOException {
        try {
            List<String> fields = stat(pid);
            return (Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12)))
                    * MICROS_PER_TICK;
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /** The same of all children that ended and were waited for. */
    static long endedChildrenCpuMicros(long pid) throws IOException {
        List<String> fields = stat(pid);
        return (Long.parseLong(fields.get(13)) + Long.parseLong(fields.get(14))) * MICROS_PER_TICK;
    }

    static List<Long> children(long pid) throws IOException {
        List<Long> children = new ArrayList<>();
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path task : tasks.toList()) {
                String text = Files.readString(task.resolve("children")).strip();
                for (String child : text.split(" ", -1)) {
                    if (!child.isEmpty()) {
                        children.add(Long.parseLong(child));
                    }
                }
            }
        }
        return children;
    }

    /** Kilobytes resident. */
    static long residentKilobytes(long pid) throws IOException {
        return field(Path.of("/proc", Long.toString(pid), "status"), "VmRSS:");
    }

    /** The most kilobytes that it ever had resident. */
    static long highestResidentKilobytes(long pid) throws IOException {
        return field(Path.of("/proc", Long.toString(pid), "status"), "VmHWM:");
    }

    /** Kilobytes resident, a shared page counted in shares: what sums over processes. */
    static long proportionalKilobytes(long pid) throws IOException {
        return field(Path.of("/proc", Long.toString(pid), "smaps_rollup"), "Pss:");
    }

    private static long field(Path file, String name) throws IOException {
        try {
            for (String line : Files.readAllLines(file)) {
                if (line.startsWith(name)) {
                    return Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
        } catch (NoSuchFileException e) {
            // It ended meanwhile.
        }
        return 0;
    }
}
