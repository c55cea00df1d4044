package org.vitalwire.ehr.preview;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.ledger.Aggregates;
import org.vitalwire.ehr.ledger.LedgerEntry;
import org.vitalwire.ehr.policy.ChartingPolicy;
import org.vitalwire.ehr.policy.Decision;
import org.vitalwire.ehr.policy.Decision.Reason;
import org.vitalwire.ehr.policy.Opened;
import org.vitalwire.ehr.policy.Span;

/** Decides for lines of the chart as delivery does, and says so instead of writing. Pure. */
final class ChartingPreview {

    private static final Comparator<Previewed> ORDER =
            Comparator.comparing((Previewed line) -> line.entry().chart().key().minute())
                    .thenComparing(line -> line.entry().chart().key().item())
                    .thenComparingInt(Previewed::minutes)
                    .thenComparing(line -> line.entry().id());

    private ChartingPreview() {}

    /**
     * One line, written or not.
     *
     * @param span the coarser line that it is part of, or is
     * @param writtenAt the earliest that it is written; empty for what is withheld
     */
    record Previewed(
            LedgerEntry entry, Reason reason, Optional<Span> span, Optional<Instant> writtenAt) {

        int minutes() {
            return reason == Reason.AGGREGATE ? span.orElseThrow().minutes() : 1;
        }
    }

    /**
     * @param minutes of one patient: all of the spans that they are part of, for a coarser line is
     *     made of those that are given
     * @param alerts of the patient
     */
    static List<Previewed> of(
            ChartingPolicy policy, Collection<LedgerEntry> minutes, Collection<Opened> alerts) {
        List<Previewed> lines = new ArrayList<>();
        Map<Aggregates.Line, List<LedgerEntry>> coarser = new LinkedHashMap<>();
        for (LedgerEntry minute : minutes) {
            ChartItem item = minute.chart().key().item();
            Instant start = minute.chart().key().minute();
            Decision decision = policy.decide(item, start, alerts);
            lines.add(
                    new Previewed(
                            minute,
                            decision.reason(),
                            decision.span(),
                            decision.isWritten()
                                    ? Optional.of(writtenAt(policy, minute, decision, alerts))
                                    : Optional.empty()));
            decision.span()
                    .map(span -> Aggregates.Line.of(minute.chart().key(), span))
                    .ifPresent(line ->
                            coarser.computeIfAbsent(line, any -> new ArrayList<>()).add(minute));
        }
        coarser.forEach((line, parts) ->
                Aggregates.summary(line, parts)
                        .ifPresent(entry ->
                                lines.add(
                                        new Previewed(
                                                entry,
                                                Reason.AGGREGATE,
                                                Optional.of(line.span()),
                                                Optional.of(
                                                        Aggregates.dueAt(
                                                                line.span(),
                                                                entry.chartedAt()))))));
        lines.sort(ORDER);
        return lines;
    }

    /** When it was charted; or, if only an alert made it worth writing, not before that. */
    private static Instant writtenAt(
            ChartingPolicy policy,
            LedgerEntry minute,
            Decision decision,
            Collection<Opened> alerts) {
        Stream<Instant> causes =
                decision.reason() == Reason.AROUND_ALERT
                        ? alerts.stream()
                                .filter(alert ->
                                        policy.decide(
                                                        minute.chart().key().item(),
                                                        minute.chart().key().minute(),
                                                        List.of(alert))
                                                .isWritten())
                                .map(Opened::at)
                                .min(Comparator.naturalOrder())
                                .stream()
                        : Stream.empty();
        return Stream.concat(Stream.of(minute.chartedAt()), causes)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
