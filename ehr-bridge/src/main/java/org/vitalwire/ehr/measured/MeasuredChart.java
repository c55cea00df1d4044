package org.vitalwire.ehr.measured;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.chart.ChartKey;

/**
 * The chart of patients as it follows from what ingest-service has stored, without values that were
 * entered in error, however long ago they were measured.
 */
public final class MeasuredChart {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** A minute is over for good that long after its end, or after its last value. */
    private static final Duration SETTLED_AFTER_END = Duration.ofSeconds(10);

    private static final Duration SETTLED_AFTER_LAST = Duration.ofSeconds(15);

    private final IngestClient ingest;
    private final InstantSource clock;

    MeasuredChart(IngestClient ingest, InstantSource clock) {
        this.ingest = ingest;
        this.clock = clock;
    }

    /**
     * Lines of the chart.
     *
     * @param lines in the order that was asked for
     * @param from all lines from here, a full minute,
     * @param to to here are among them
     */
    public record Part(List<MeasuredLine> lines, Instant from, Instant to) {
        public Part {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Lines of one end of the time that is asked for.
     *
     * @param from inclusive, a full minute
     * @param to exclusive, a full minute
     * @param enough lines; there are fewer only where there are no more
     * @param token of whoever asks
     */
    public Part read(
            Collection<PatientId> patients,
            Set<ChartItem> items,
            Instant from,
            Instant to,
            boolean newestFirst,
            int enough,
            String token) {
        List<MeasuredLine> lines = new ArrayList<>();
        Instant first = from;
        Instant last = to;
        // What of [first, last) is not read yet shrinks by what all sources told completely.
        while (first.isBefore(last) && lines.size() < enough) {
            List<Stretch<MeasuredLine>> told =
                    sources(patients, items, first, last, newestFirst, enough, token);
            if (told.isEmpty()) {
                break;
            }
            Instant begin =
                    told.stream().map(Stretch::from).max(Comparator.naturalOrder()).orElseThrow();
            Instant end =
                    told.stream().map(Stretch::to).min(Comparator.naturalOrder()).orElseThrow();
            told.stream()
                    .flatMap(stretch -> stretch.found().stream())
                    .filter(line ->
                            !line.chart().key().minute().isBefore(begin)
                                    && line.chart().key().minute().isBefore(end))
                    .filter(this::isSettled)
                    .forEach(lines::add);
            if (!begin.isBefore(end)) {
                throw new IngestUnavailableException("a minute is told in no whole", 60);
            }
            if (newestFirst) {
                last = begin;
            } else {
                first = end;
            }
        }
        lines.sort(newestFirst ? MeasuredLine.OLDEST_FIRST.reversed() : MeasuredLine.OLDEST_FIRST);
        return newestFirst ? new Part(lines, last, to) : new Part(lines, from, first);
    }

    private List<Stretch<MeasuredLine>> sources(
            Collection<PatientId> patients,
            Set<ChartItem> items,
            Instant from,
            Instant to,
            boolean newestFirst,
            int enough,
            String token) {
        List<VitalSign> signs = items.stream().flatMap(item -> item.signs().stream()).toList();
        List<Stretch<MeasuredLine>> told = new ArrayList<>();
        for (PatientId patient : patients) {
            if (!signs.isEmpty()) {
                told.add(
                        IngestAnswers.minutes(
                                patient,
                                ingest.minutes(
                                        patient, signs, from, to, newestFirst, enough, token)));
            }
            if (items.contains(ChartItem.NEWS2)) {
                told.add(
                        wholeMinutes(
                                IngestAnswers.scores(
                                        patient,
                                        ingest.scoreEvents(patient, from, to, newestFirst, token)),
                                from,
                                to));
            }
        }
        return told;
    }

    /** Of a minute that was told in part it is not known which score is its newest. */
    private static Stretch<MeasuredLine> wholeMinutes(
            Stretch<MeasuredLine> told, Instant from, Instant to) {
        Instant begin =
                told.from().isAfter(from)
                        ? ChartKey.minuteOf(told.from().minusNanos(1)).plus(MINUTE)
                        : from;
        Instant end = told.to().isBefore(to) ? ChartKey.minuteOf(told.to()) : to;
        return new Stretch<>(begin, end, told.found());
    }

    private boolean isSettled(MeasuredLine line) {
        Instant now = clock.instant();
        Instant end = line.chart().key().minute().plus(MINUTE);
        return !now.isBefore(end.plus(SETTLED_AFTER_END))
                || !now.isBefore(line.receivedAt().plus(SETTLED_AFTER_LAST));
    }

    /**
     * How many lines there are; from roll-ups, so quick however long ago they begin.
     *
     * @param items none that is a score
     * @param from inclusive, a full minute
     * @param to exclusive, a full minute; all of it well over
     */
    public long count(
            Collection<PatientId> patients,
            Set<ChartItem> items,
            Instant from,
            Instant to,
            String token) {
        Set<ChartItem> measured = EnumSet.noneOf(ChartItem.class);
        items.stream().filter(item -> !item.signs().isEmpty()).forEach(measured::add);
        if (measured.isEmpty() || !from.isBefore(to)) {
            return 0;
        }
        List<List<VitalSign>> groups = measured.stream().map(ChartItem::signs).toList();
        long count = 0;
        for (PatientId patient : patients) {
            count +=
                    IngestAnswers.counts(ingest.countMinutes(patient, groups, from, to, token))
                            .stream()
                            .mapToLong(Long::longValue)
                            .sum();
        }
        return count;
    }
}
