package org.vitalwire.benchmarks.report;

import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.vitalwire.benchmarks.observe.ServerProcesses;

/**
 * One rate for some time.
 *
 * @param offered messages a second
 * @param seconds that they were sent for
 * @param sent messages
 * @param acknowledged PUBACKed below 0x80
 * @param refused PUBACKed from 0x80 on
 * @param rows stored of them
 * @param lostConnections that the platform or the network ended
 * @param cpu of the server from the first message to the last row
 * @param generatorCpuMicros of the load generator in that time
 * @param memory of the server at the end
 * @param toPuback microseconds from the scheduled time of sending
 * @param toAlert the same, to the alert on the live stream
 * @param alertsMissing alerts that never came
 * @param toRow the same, until a reader sees the sample; where it was probed
 * @param toCommit quantile to seconds, by the platform's own timer from receipt to commit
 */
public record StepResult(
        double offered,
        double seconds,
        long sent,
        long acknowledged,
        long refused,
        long rows,
        long lostConnections,
        ServerProcesses.Cpu cpu,
        long generatorCpuMicros,
        ServerProcesses.Memory memory,
        Histogram toPuback,
        Histogram toAlert,
        int alertsMissing,
        Optional<Histogram> toRow,
        Map<Double, Double> toCommit) {

    /** The longest 99th percentile of PUBACK latency that still counts as keeping up. */
    private static final long KEEPS_UP_MICROS = 1_000_000;

    /** Everything acknowledged and stored, and no queue that grew. */
    public boolean isSustained() {
        return acknowledged == sent
                && rows == acknowledged
                && lostConnections == 0
                && sent >= 0.99 * offered * seconds
                && toPuback.getValueAtPercentile(99) <= KEEPS_UP_MICROS;
    }

    public double cpuMicrosPerMessage() {
        return acknowledged == 0 ? Double.NaN : (double) cpu.sum() / acknowledged;
    }
}
