package org.vitalwire.benchmarks.observe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The platform's processes: its JVM (services, Kafka, MQTT endpoint) and PostgreSQL's. The load
 * generator is none of them.
 *
 * @param jvm process id
 * @param postmaster process id
 */
public record ServerProcesses(long jvm, long postmaster) {

    /** CPU time so far, microseconds. */
    public record Cpu(long jvm, long postgres) {

        public long sum() {
            return jvm + postgres;
        }

        public Cpu since(Cpu earlier) {
            return new Cpu(jvm - earlier.jvm, postgres - earlier.postgres);
        }
    }

    /** Memory in MB: resident of the JVM, proportional of PostgreSQL's processes. */
    public record Memory(long jvm, long postgres) {

        public long sum() {
            return jvm + postgres;
        }
    }

    /** The PostgreSQL server on a data directory of its own. */
    public static long postmaster(Path cluster) throws IOException {
        return Long.parseLong(
                Files.readAllLines(cluster.resolve("postmaster.pid")).getFirst().strip());
    }

    public Cpu cpu() throws IOException {
        long postgres =
                ProcFiles.cpuMicros(postmaster) + ProcFiles.endedChildrenCpuMicros(postmaster);
        for (long backend : ProcFiles.children(postmaster)) {
            postgres += ProcFiles.cpuMicros(backend);
        }
        return new Cpu(ProcFiles.cpuMicros(jvm), postgres);
    }

    public Memory memory() throws IOException {
        long postgres = ProcFiles.proportionalKilobytes(postmaster);
        for (long backend : ProcFiles.children(postmaster)) {
            postgres += ProcFiles.proportionalKilobytes(backend);
        }
        return new Memory(ProcFiles.residentKilobytes(jvm) / 1024, postgres / 1024);
    }

    /** CPU time of a process, microseconds. */
    public static long cpuMicros(long pid) throws IOException {
        return ProcFiles.cpuMicros(pid);
    }

    public static long residentKilobytes(long pid) throws IOException {
        return ProcFiles.residentKilobytes(pid);
    }

    /** The most that it ever had. */
    public static long highestResidentKilobytes(long pid) throws IOException {
        return ProcFiles.highestResidentKilobytes(pid);
    }

    /** CPU time of this process, microseconds. */
    public static long ownCpuMicros() throws IOException {
        return ProcFiles.cpuMicros(ProcessHandle.current().pid());
    }
}
