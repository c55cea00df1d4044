package org.vitalwire.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.vitalwire.benchmarks.hop.HopResult;
import org.vitalwire.benchmarks.observe.ServerProcesses;

class MarkdownReportTest {

    @Test
    void namesTheHighestRateAtWhichEveryRowWasStored() {
        MarkdownReport report = new MarkdownReport();
        report.steps(List.of(step(1_000, 30_000), step(2_000, 60_000), step(4_000, 119_999)));

        assertThat(report.toString())
                .contains("**2,000 messages/s**")
                .contains("| 4,000 | 30 | 120,000 | 120,000 | 119,999 | **no** |")
                .contains("| 60 (50 + 10) |")
                .contains("| 12.5 / 98.0 / - |");
    }

    @Test
    void aMissingRowALostConnectionOrAQueueIsNotSustained() {
        assertThat(step(1_000, 30_000).isSustained()).isTrue();
        assertThat(step(1_000, 29_999).isSustained()).isFalse();
        assertThat(step(1_000, 30_000, 1, 5_000).isSustained()).isFalse();
        assertThat(step(1_000, 30_000, 0, 1_500_000).isSustained()).isFalse();
    }

    @Test
    void listsTheRawHops() {
        MarkdownReport report = new MarkdownReport();
        report.hops(List.of(new HopResult("Kafka", 123_456, 7.25)));

        assertThat(report.toString()).contains("| Kafka | 123,456 | 7.3 |");
    }

    private static StepResult step(double rate, long rows) {
        return step(rate, rows, 0, 5_000);
    }

    private static StepResult step(double rate, long rows, long lost, long pubackMicros) {
        long sent = (long) (rate * 30);
        Histogram latency = new Histogram(600_000_000L, 3);
        latency.recordValueWithCount(pubackMicros, sent);
        return new StepResult(
                rate,
                30,
                sent,
                sent,
                0,
                rows,
                lost,
                new ServerProcesses.Cpu(sent * 50, sent * 10),
                sent * 8,
                new ServerProcesses.Memory(500, 128),
                latency,
                new Histogram(600_000_000L, 3),
                0,
                Optional.empty(),
                Map.of(0.5, 0.0125, 0.99, 0.098));
    }
}
