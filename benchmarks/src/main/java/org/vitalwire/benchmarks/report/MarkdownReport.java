package org.vitalwire.benchmarks.report;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.vitalwire.benchmarks.hop.HopResult;
import org.vitalwire.benchmarks.observe.ServerProcesses;

/** Writes down what was measured. */
public final class MarkdownReport {

    private final StringBuilder text = new StringBuilder();

    /** Where it was measured, as name and value. */
    public void environment(Map<String, String> facts) {
        text.append("| | |\n|---|---|\n");
        new TreeMap<>(facts)
                .forEach((name, value) ->
                        text.append(String.format(Locale.ROOT, "| %s | %s |\n", name, value)));
        text.append('\n');
    }

    public void idle(ServerProcesses.Memory memory, Duration watched, double cpuShare) {
        text.append(
                String.format(
                        Locale.ROOT,
                        "Idle, no devices: %,d MB resident (JVM %,d, PostgreSQL %,d), %.1f %% of a"
                                + " core over %d s.\n\n",
                        memory.sum(),
                        memory.jvm(),
                        memory.postgres(),
                        cpuShare * 100,
                        watched.toSeconds()));
    }

    public void steps(List<StepResult> steps) {
        text.append(
                "| messages/s offered | s | sent | PUBACKed | rows | sustained | server CPU us/message (JVM +"
                        + " PostgreSQL) | generator us/message | to PUBACK p50/p99/p99.9 ms | to alert"
                        + " p50/p99/max ms (n) | alerts missing | receipt to commit p50/p99/p99.9 ms |"
                        + " MB (JVM + PostgreSQL) |\n");
        text.append("|--:|--:|--:|--:|--:|---|--:|--:|--:|--:|--:|--:|--:|\n");
        steps.forEach(this::step);
        text.append('\n');
        steps.stream()
                .filter(StepResult::isSustained)
                .mapToDouble(StepResult::offered)
                .max()
                .ifPresentOrElse(
                        best ->
                                text.append(
                                        String.format(
                                                Locale.ROOT,
                                                "Highest rate sustained with every row stored:"
                                                        + " **%,.0f messages/s**.\n\n",
                                                best)),
                        () -> text.append("No rate was sustained.\n\n"));
        for (StepResult step : steps) {
            step.toRow()
                    .ifPresent(latency ->
                            text.append(
                                    String.format(
                                            Locale.ROOT,
                                            "Publish to row as a reader sees it (HTTP, asked"
                                                    + " every 5 ms) at %,.0f messages/s:"
                                                    + " p50/p99/max %s ms (n=%d).\n\n",
                                            step.offered(),
                                            p50p99max(latency),
                                            latency.getTotalCount())));
        }
    }

    public void hops(List<HopResult> hops) {
        text.append("| raw hop, alone | messages/s | CPU us/message |\n|---|--:|--:|\n");
        for (HopResult hop : hops) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "| %s | %,.0f | %.1f |\n",
                            hop.name(),
                            hop.perSecond(),
                            hop.cpuMicros()));
        }
        text.append('\n');
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private void step(StepResult step) {
        double messages = Math.max(1, step.acknowledged());
        text.append(
                String.format(
                        Locale.ROOT,
                        "| %,.0f | %.0f | %,d | %,d | %,d | %s | %.0f (%.0f + %.0f) | %.0f | %s | %s (%d) |"
                                + " %d | %s | %,d (%,d + %,d) |\n",
                        step.offered(),
                        step.seconds(),
                        step.sent(),
                        step.acknowledged(),
                        step.rows(),
                        step.isSustained() ? "yes" : "**no**",
                        step.cpuMicrosPerMessage(),
                        step.cpu().jvm() / messages,
                        step.cpu().postgres() / messages,
                        step.generatorCpuMicros() / messages,
                        Quantiles.milliseconds(step.toPuback()),
                        p50p99max(step.toAlert()),
                        step.toAlert().getTotalCount(),
                        step.alertsMissing(),
                        quantiles(step.toCommit()),
                        step.memory().sum(),
                        step.memory().jvm(),
                        step.memory().postgres()));
    }

    private static String p50p99max(Histogram micros) {
        return String.format(
                Locale.ROOT,
                "%.1f / %.1f / %.1f",
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(99) / 1e3,
                micros.getMaxValue() / 1e3);
    }

    private static String quantiles(Map<Double, Double> seconds) {
        return String.join(
                " / ",
                List.of(0.5, 0.99, 0.999).stream()
                        .map(quantile ->
                                Optional.ofNullable(seconds.get(quantile))
                                        .map(value ->
                                                String.format(Locale.ROOT, "%.1f", value * 1e3))
                                        .orElse("-"))
                        .toList());
    }
}
