package org.vitalwire.ehr.facade;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.chart.ChartKey;
import org.vitalwire.ehr.ledger.LedgerEntry;
import org.vitalwire.ehr.ledger.LedgerSearch;
import org.vitalwire.ehr.measured.MeasuredChart;
import org.vitalwire.ehr.measured.MeasuredLine;

/**
 * Finds lines of the chart. Their content is what ingest-service has now; the ledger adds which
 * revision it delivered and when it was charted, as far back as it keeps that.
 */
final class ObservationSearch {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** A clock may be so far ahead, as at the gateway. */
    private static final Duration MOST_AHEAD = Duration.ofMinutes(2);

    private static final int PAGE_OF_COUNT = 1_000;

    private final MeasuredChart chart;
    private final LedgerSearch ledger;
    private final InstantSource clock;

    /**
     * What is looked for.
     *
     * @param patients whom the caller may see
     * @param from inclusive, of the effective time
     * @param to exclusive
     * @param updated when it was last charted; empty means at any time
     */
    record Criteria(
            Set<PatientId> patients,
            Set<ChartItem> items,
            Instant from,
            Instant to,
            Optional<Updated> updated) {

        Criteria within(Instant start, Instant end) {
            return new Criteria(
                    patients,
                    items,
                    from.isAfter(start) ? from : start,
                    to.isBefore(end) ? to : end,
                    updated);
        }

        Criteria of(Set<ChartItem> others) {
            return new Criteria(patients, others, from, to, updated);
        }

        boolean isVain() {
            return patients.isEmpty() || items.isEmpty() || !from.isBefore(to);
        }
    }

    /**
     * @param from inclusive
     * @param to exclusive
     */
    record Updated(Instant from, Instant to) {
        boolean has(Instant time) {
            return !time.isBefore(from) && time.isBefore(to);
        }
    }

    /**
     * A page.
     *
     * @param next where it ended, if there is more
     */
    record Found(List<LedgerEntry> entries, Optional<Cursor> next) {}

    ObservationSearch(MeasuredChart chart, LedgerSearch ledger, InstantSource clock) {
        this.chart = chart;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Until when something can have been measured. */
    Instant latest() {
        return clock.instant().plus(MOST_AHEAD);
    }

    Found page(
            Criteria criteria,
            boolean newestFirst,
            Optional<Cursor> after,
            int count,
            String token) {
        List<LedgerEntry> found = new ArrayList<>();
        if (criteria.isVain()) {
            return new Found(found, Optional.empty());
        }
        Instant from = ChartKey.minuteOf(criteria.from());
        Instant to = ceiling(criteria.to());
        if (after.isPresent()) {
            Instant minute = ChartKey.minuteOf(after.get().time());
            from = newestFirst || minute.isBefore(from) ? from : minute;
            to = newestFirst && minute.isBefore(to) ? minute.plus(MINUTE) : to;
        }
        while (from.isBefore(to) && found.size() <= count) {
            MeasuredChart.Part part =
                    chart.read(
                            criteria.patients(),
                            criteria.items(),
                            from,
                            to,
                            newestFirst,
                            count + 1 - found.size(),
                            token);
            add(found, part.lines(), criteria, newestFirst, after, count + 1);
            if (newestFirst) {
                to = part.from();
            } else {
                from = part.to();
            }
        }
        if (found.size() <= count) {
            return new Found(withInputs(found), Optional.empty());
        }
        LedgerEntry last = found.get(count - 1);
        return new Found(
                withInputs(found.subList(0, count)),
                Optional.of(new Cursor(last.chart().facts().time(), last.id())));
    }

    private void add(
            List<LedgerEntry> found,
            List<MeasuredLine> lines,
            Criteria criteria,
            boolean newestFirst,
            Optional<Cursor> after,
            int atMost) {
        List<MeasuredLine> wanted =
                lines.stream()
                        .filter(line ->
                                !line.time().isBefore(criteria.from())
                                        && line.time().isBefore(criteria.to()))
                        .filter(line ->
                                after.isEmpty()
                                        || after.get()
                                                .isBefore(line.time(), line.id(), newestFirst))
                        .limit(
                                criteria.updated().isPresent()
                                        ? Long.MAX_VALUE
                                        : atMost - found.size())
                        .toList();
        Map<String, LedgerSearch.Version> versions =
                ledger.versions(wanted.stream().map(MeasuredLine::id).toList());
        for (MeasuredLine line : wanted) {
            LedgerEntry entry = entry(line, Optional.ofNullable(versions.get(line.id())));
            if (criteria.updated().isEmpty() || criteria.updated().get().has(entry.chartedAt())) {
                found.add(entry);
            }
        }
    }

    /** What the ledger does not know any more is in its first version since its last value came. */
    static LedgerEntry entry(MeasuredLine line, Optional<LedgerSearch.Version> version) {
        return new LedgerEntry(
                line.id(),
                line.chart(),
                version.map(LedgerSearch.Version::revision).orElse(1),
                version.map(LedgerSearch.Version::chartedAt).orElse(line.receivedAt()),
                Optional.empty(),
                0,
                Optional.empty());
    }

    private List<LedgerEntry> withInputs(List<LedgerEntry> entries) {
        return entries.stream().map(ledger::withInputs).toList();
    }

    /** How many there are in all: from roll-ups, where whole minutes are well over. */
    long count(Criteria criteria, String token) {
        if (criteria.isVain()) {
            return 0;
        }
        Set<ChartItem> measured = EnumSet.copyOf(criteria.items());
        measured.remove(ChartItem.NEWS2);
        Instant begin = ceiling(criteria.from());
        Instant end = ChartKey.minuteOf(earlier(criteria.to(), clock.instant().minus(MOST_AHEAD)));
        if (criteria.updated().isPresent() || measured.isEmpty() || !begin.isBefore(end)) {
            return countByReading(criteria, token);
        }
        long count = chart.count(criteria.patients(), measured, begin, end, token);
        Criteria ofMeasured = criteria.of(measured);
        count += countByReading(ofMeasured.within(criteria.from(), begin), token);
        count += countByReading(ofMeasured.within(end, criteria.to()), token);
        if (criteria.items().contains(ChartItem.NEWS2)) {
            count += countByReading(criteria.of(EnumSet.of(ChartItem.NEWS2)), token);
        }
        return count;
    }

    private long countByReading(Criteria criteria, String token) {
        long count = 0;
        Optional<Cursor> after = Optional.empty();
        do {
            Found found = page(criteria, true, after, PAGE_OF_COUNT, token);
            count += found.entries().size();
            after = found.next();
        } while (after.isPresent());
        return count;
    }

    private static Instant ceiling(Instant time) {
        Instant minute = ChartKey.minuteOf(time);
        return minute.equals(time) ? minute : minute.plus(MINUTE);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
