package org.vitalwire.analytics.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vitalwire.analytics.policy.PolicyReader;
import org.vitalwire.testkit.SharedData;

/** Over the fixtures of the 2019 challenge; skipped where ../shared/data is absent. */
class EvaluationTest {

    @Test
    void theSameRecordingsGiveTheSameFiguresOnAnyNumberOfThreads() throws IOException {
        assertThat(run("sepsis2019/fixtures", 1)).isEqualTo(run("sepsis2019/fixtures", 3));
    }

    /** Of the whole of dev/: in SOURCE.md beside it, and not ours. */
    @Test
    void thePublishedBaselinesComeOutAsPublished() throws IOException {
        Counts counts = new Counts(List.of());
        RecordedData.at(SharedData.path("sepsis2019/dev"))
                .forEach(stay -> counts.add(Evaluation.references(stay)));
        DataReport report = counts.report("dev");
        assertThat(report.stays()).isEqualTo(10_021);
        assertThat(report.events()).isEqualTo(584);
        assertThat(report.hours()).isEqualTo(384_072);
        assertThat(report.positiveHours()).isEqualTo(5_533);
        baseline(report, "NEWS2", 6, 0.699, 0.034, 0.108);
        baseline(report, "SIRS", 3, 0.650, 0.026, 0.066);
        baseline(report, "MEWS", 4, 0.624, 0.027, 0.070);
        baseline(report, "qSOFA", 2, 0.579, 0.018, 0.014);
    }

    /** As the running platform has it: the first value was measured before it was received. */
    @Test
    void aStoredStayBeginsWithValuesThatWereUnderWay() throws IOException {
        String row =
                """
                {"time":"%s","receivedAt":"%s","sign":"spo2","value":%d,"device":"d","lane":"%s","synthetic":false}
                """;
        String lines =
                row.formatted("2026-11-23T09:59:59.8Z", "2026-11-23T10:00:00Z", 84, "LIVE")
                        + row.formatted(
                                "2026-11-23T04:00:00Z", "2026-11-23T10:00:01Z", 84, "BACKFILL")
                        + row.formatted("2026-11-23T10:10:00Z", "2026-11-23T10:10:00Z", 97, "LIVE")
                        // A clock that is ahead of ours, across the end of the stay.
                        + row.formatted("2026-11-23T11:00:01Z", "2026-11-23T10:59:59Z", 84, "LIVE");
        Stay stay =
                ExportedStay.read("s", "test", new BufferedReader(new StringReader(lines)))
                        .orElseThrow();
        assertThat(stay.hours()).isEqualTo(1);
        Tally tally = new Tally(RawLimits.NAME);
        tally.add(stay, new RawLimits(PolicyReader.readDefault().limits()).alerts(stay));
        assertThat(tally.figures().alertsPerDay()).isEqualTo(48);
    }

    @Test
    void progressIsToldToTheLastStay() throws IOException {
        List<Long> told = new ArrayList<>();
        new Evaluation(List.of(PolicyReader.readDefault()), 2)
                .run(
                        RecordedData.at(SharedData.path("sepsis2019/fixtures")),
                        (stays, expected) -> {
                            assertThat(expected).isEqualTo(12);
                            told.add(stays);
                        });
        assertThat(told).isSorted().endsWith(12L);
    }

    private static void baseline(
            DataReport report,
            String name,
            int threshold,
            double auroc,
            double auprc,
            double utility) {
        ScoreFigures score =
                report.references().stream()
                        .filter(figures -> figures.name().equals(name))
                        .findAny()
                        .orElseThrow();
        assertThat(score.auroc()).as(name).isCloseTo(auroc, within(0.001));
        assertThat(score.auprc()).as(name).isCloseTo(auprc, within(0.001));
        assertThat(score.at(threshold).orElseThrow().utility())
                .as(name)
                .isCloseTo(utility, within(0.003));
    }

    private static DataReport run(String data, int threads) throws IOException {
        return new Evaluation(List.of(PolicyReader.readDefault()), threads)
                .run(RecordedData.at(SharedData.path(data)), Progress.SILENT);
    }
}
