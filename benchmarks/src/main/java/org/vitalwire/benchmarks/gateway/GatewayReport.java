package org.vitalwire.benchmarks.gateway;

import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.vitalwire.benchmarks.report.Quantiles;

/** Writes down what was measured, as Markdown. */
final class GatewayReport {

    private final StringBuilder text = new StringBuilder();
    private boolean idleBegun;

    void raw(RawProducer.Result raw) {
        line(
                String.format(
                        Locale.ROOT,
                        "Bare Kafka producer at %,.0f records/s, acks=all, the gateway's settings: %,d"
                                + " acknowledged, ack p50/p99/p99.9 %s ms, %.1f us of its CPU per record.\n",
                        raw.rate(),
                        raw.acknowledged(),
                        Quantiles.milliseconds(raw.toAck()),
                        raw.cpuMicros()));
    }

    void steps(List<GatewayStep> steps) {
        if (steps.isEmpty()) {
            return;
        }
        line(
                "| | messages/s offered | sent | PUBACKed | sustained | its CPU us/message |"
                        + " generator us/message | Kafka us/message | to PUBACK p50/p99/p99.9 ms |");
        line("|---|--:|--:|--:|---|--:|--:|--:|--:|");
        for (GatewayStep step : steps) {
            line(
                    String.format(
                            Locale.ROOT,
                            "| %s | %,.0f | %,d | %,d | %s | %.1f | %.1f | %.1f | %s |",
                            step.contestant(),
                            step.offered(),
                            step.sent(),
                            step.acknowledged(),
                            step.isSustained() ? "yes" : "no",
                            step.cpuMicros(),
                            step.generatorMicros(),
                            step.brokerMicros(),
                            Quantiles.milliseconds(step.toPuback())));
        }
        line("");
    }

    /**
     * @param seconds until all were back, NaN when not all came
     */
    void storm(int number, int clients, double seconds, Histogram calm, Histogram stormy) {
        line(
                String.format(
                        Locale.ROOT,
                        "Storm %d: %,d clients that come back at once (all back after %.1f s): PUBACK"
                                + " p50/p99/p99.9 of 100 others, 10 messages/s each, %s ms before and"
                                + " %s ms in the storm; p99 %.1f times.\n",
                        number,
                        clients,
                        seconds,
                        Quantiles.milliseconds(calm),
                        Quantiles.milliseconds(stormy),
                        (double) stormy.getValueAtPercentile(99)
                                / Math.max(1, calm.getValueAtPercentile(99))));
    }

    void idle(int connections, long beforeKilobytes, long afterKilobytes) {
        if (!idleBegun) {
            line("| idle TLS connections | gateway RSS MB | KB per connection |");
            line("|--:|--:|--:|");
            idleBegun = true;
        }
        line(
                String.format(
                        Locale.ROOT,
                        "| %,d | %,d | %.1f |",
                        connections,
                        afterKilobytes / 1024,
                        (double) (afterKilobytes - beforeKilobytes) / connections));
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
