package org.vitalwire.benchmarks.store;

import org.vitalwire.benchmarks.observe.ServerProcesses;

/**
 * Rows written in some time.
 *
 * @param cpu of the writing process (the service, or the raw inserter) and of PostgreSQL
 */
record Throughput(String writer, long rows, double seconds, ServerProcesses.Cpu cpu) {

    double perSecond() {
        return rows / seconds;
    }

    double writerMicros() {
        return (double) cpu.jvm() / rows;
    }

    double postgresMicros() {
        return (double) cpu.postgres() / rows;
    }
}
