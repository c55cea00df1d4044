package org.vitalwire.benchmarks.store;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Writes down what was measured, as Markdown. */
final class StoreReport {

    private final StringBuilder text = new StringBuilder();

    void environment(Map<String, String> facts) {
        line("| | |");
        line("|---|---|");
        new TreeMap<>(facts).forEach((name, value) -> line("| " + name + " | " + value + " |"));
        line("");
    }

    void throughputHeader() {
        line("| rows in the table | writer | rows | rows/s | its CPU us/row | PostgreSQL us/row |");
        line("|--:|---|--:|--:|--:|--:|");
    }

    void throughput(long inTable, Throughput one) {
        line(
                String.format(
                        Locale.ROOT,
                        "| %,d | %s | %,d | %,.0f | %.1f | %.1f |",
                        inTable,
                        one.writer(),
                        one.rows(),
                        one.perSecond(),
                        one.writerMicros(),
                        one.postgresMicros()));
    }

    void results() {
        line("");
        line("| | measured | target |");
        line("|---|--:|---|");
    }

    void result(String what, String measured, String target) {
        line("| " + what + " | " + measured + " | " + target + " |");
    }

    /** p50 / p99 in milliseconds, and of how many. */
    static String quantiles(Histogram micros) {
        return String.format(
                Locale.ROOT,
                "%.1f / %.1f ms (n=%,d)",
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(99) / 1e3,
                micros.getTotalCount());
    }

    /** The middle one of the rates, rows a second. */
    static double median(List<Throughput> rounds) {
        List<Double> rates = rounds.stream().map(Throughput::perSecond).sorted().toList();
        return rates.isEmpty() ? Double.NaN : rates.get(rates.size() / 2);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
