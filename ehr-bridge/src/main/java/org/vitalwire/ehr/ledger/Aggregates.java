package org.vitalwire.ehr.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ehr.chart.ChartEntry;
import org.vitalwire.ehr.chart.ChartFacts;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.chart.ChartKey;
import org.vitalwire.ehr.chart.MinuteSamples;
import org.vitalwire.ehr.policy.Span;
import org.vitalwire.kit.database.ServiceDatabase;

/**
 * Lines that stand for several minutes: which there are, and what they say, which is what the
 * minutes say by then.
 */
public final class Aggregates {

    /** The last minute of a span is charted by then; one that comes later revises the line. */
    static final Duration SETTLE = Duration.ofSeconds(30);

    private static final String MINUTES =
            " from observation o where o.patient_id = ? and o.item = ? and o.device_id = ?"
                    + " and o.effective_at >= ? and o.effective_at < ?";

    private static final String INSERT =
            """
            insert into aggregate (id, patient_id, device_id, item, start_at, minutes)
            select ?, ?, ?, ?, ?, ? where exists (select
            """
                    + MINUTES
                    + ") on conflict (id) do nothing";

    /** Revisions only grow: what is older than what the target is to get changes nothing. */
    private static final String INTEND =
            """
            insert into delivery (target, kind, resource_id, patient_id, revision, state, due_at)
            select ?, 'OBSERVATION', ?, ?, sum(o.revision), 'INTENDED',
                greatest(?, max(o.charted_at) + ? * interval '1 second')
            """
                    + MINUTES
                    + """
                     having count(*) > 0
                    on conflict (target, kind, resource_id) do update set revision = excluded.revision,
                        state = 'INTENDED', due_at = excluded.due_at, attempts = 0, last_error = null,
                        outcome = null, failed_at = null
                    where delivery.revision < excluded.revision
                    """;

    private static final String DUE =
            """
            select a.id, a.patient_id, a.device_id, a.item, a.start_at, a.minutes,
                d.revision, d.attempts, d.remote_id, d.state, d.last_error
            from delivery d join aggregate a on a.id = d.resource_id
            where d.target = ? and d.kind = 'OBSERVATION' and d.resource_id = any(?)
                and d.state in ('INTENDED', 'SENT')
            order by d.due_at, d.resource_id
            """;

    /** What was on its way may have been answered meanwhile: that stays as it is. */
    private static final String WITHDRAW =
            """
            update delivery set state = 'WITHDRAWN' where target = ? and kind = 'OBSERVATION'
                and resource_id = any(?) and state in ('INTENDED', 'SENT')
            """;

    private final JdbcTemplate jdbc;

    /**
     * A coarser line.
     *
     * @param first of the minute at the start of the span; with a device
     */
    public record Line(ChartKey first, Span span) {

        /** The one that a minute is part of. */
        public static Line of(ChartKey minute, Span span) {
            return new Line(
                    new ChartKey(
                            minute.patientId(), minute.deviceId(), minute.item(), span.start()),
                    span);
        }

        public String id() {
            return span.resourceId(first);
        }

        private String device() {
            return first.deviceId().orElseThrow().value();
        }
    }

    private record Pending(
            Line line, int revision, int attempts, Optional<String> remoteId, Due.Known known) {}

    Aggregates(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The target is to get it as the minutes are now. Repeating it changes nothing. */
    void intend(String target, Line line) {
        String patient = line.first().patientId().value();
        Span span = line.span();
        jdbc.update(
                INSERT,
                line.id(),
                patient,
                line.device(),
                line.first().item().code(),
                LedgerRows.at(span.start()),
                span.minutes(),
                patient,
                line.first().item().code(),
                line.device(),
                LedgerRows.at(span.start()),
                LedgerRows.at(span.end()));
        jdbc.update(
                INTEND,
                target,
                line.id(),
                patient,
                LedgerRows.at(span.end().plus(SETTLE)),
                SETTLE.toSeconds(),
                patient,
                line.first().item().code(),
                line.device(),
                LedgerRows.at(span.start()),
                LedgerRows.at(span.end()));
    }

    /**
     * Those of the lines that stand for several minutes, the oldest first. Of whom nothing is left
     * is withdrawn.
     */
    List<Due> due(String target, List<String> ids) {
        List<Due> due = new ArrayList<>();
        Set<String> gone = new HashSet<>(ids);
        if (!ids.isEmpty()) {
            for (Pending pending :
                    jdbc.query(DUE, Aggregates::pending, target, ids.toArray(String[]::new))) {
                entry(pending, minutes(pending.line()))
                        .ifPresent(entry -> {
                            due.add(new Due(entry, pending.known()));
                            gone.remove(entry.id());
                        });
            }
            jdbc.update(WITHDRAW, target, gone.toArray(String[]::new));
        }
        return due;
    }

    private static Pending pending(ResultSet row, int number) throws SQLException {
        Instant start = row.getObject("start_at", OffsetDateTime.class).toInstant();
        return new Pending(
                new Line(
                        new ChartKey(
                                new PatientId(row.getString("patient_id")),
                                Optional.of(new DeviceId(row.getString("device_id"))),
                                ChartItem.ofCode(row.getString("item")).orElseThrow(),
                                start),
                        new Span(start, row.getInt("minutes"))),
                row.getInt("revision"),
                row.getInt("attempts"),
                Optional.ofNullable(row.getString("remote_id")),
                DeliveryLedger.known(row.getString("state"), row.getString("last_error")));
    }

    private List<LedgerEntry> minutes(Line line) {
        return jdbc.query(
                "select " + LedgerRows.COLUMNS + MINUTES,
                LedgerRows::entry,
                line.first().patientId().value(),
                line.first().item().code(),
                line.device(),
                LedgerRows.at(line.span().start()),
                LedgerRows.at(line.span().end()));
    }

    /** Empty where nothing of it is left; entered in error where all of it is. */
    private static Optional<LedgerEntry> entry(Pending pending, List<LedgerEntry> minutes) {
        List<LedgerEntry> right =
                minutes.stream().filter(minute -> !minute.enteredInError()).toList();
        return summary(pending.line(), right.isEmpty() ? minutes : right)
                .map(entry ->
                        new LedgerEntry(
                                entry.id(),
                                entry.chart(),
                                pending.revision(),
                                newest(minutes),
                                Optional.empty(),
                                pending.attempts(),
                                pending.remoteId(),
                                right.isEmpty()));
    }

    private static Instant newest(Collection<LedgerEntry> minutes) {
        return minutes.stream()
                .map(LedgerEntry::chartedAt)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /**
     * What its minutes come down to. Pure.
     *
     * @param minutes those of the span that are charted, in any order
     */
    public static Optional<LedgerEntry> summary(Line line, Collection<LedgerEntry> minutes) {
        List<MinuteSamples> samples =
                minutes.stream()
                        .map(minute -> minute.chart().facts())
                        .filter(ChartFacts.Measured.class::isInstance)
                        .map(facts -> ((ChartFacts.Measured) facts).samples())
                        .toList();
        if (samples.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new LedgerEntry(
                        line.id(),
                        new ChartEntry(
                                line.first(),
                                new ChartFacts.Measured(
                                        MinuteSamples.ofSpan(
                                                line.first().item(),
                                                line.span().start(),
                                                line.span().minutes(),
                                                samples)),
                                minutes.stream().anyMatch(minute -> minute.chart().synthetic()),
                                minutes.stream()
                                        .anyMatch(minute -> minute.chart().retrospective())),
                        minutes.stream().mapToInt(LedgerEntry::revision).sum(),
                        newest(minutes),
                        Optional.empty(),
                        0,
                        Optional.empty()));
    }

    /**
     * When it is delivered, unless it was before.
     *
     * @param chartedAt the newest of its minutes
     */
    public static Instant dueAt(Span span, Instant chartedAt) {
        Instant complete = span.end().plus(SETTLE);
        Instant settled = chartedAt.plus(SETTLE);
        return complete.isAfter(settled) ? complete : settled;
    }

    /**
     * Erases what there is of patients up to a time, once their minutes are erased. Whoever put
     * some of these together just now ends first, and whoever is about to finds nothing.
     */
    public static void erase(
            ServiceDatabase database, Collection<PatientId> patients, Instant upTo) {
        JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
        database.transaction()
                .executeWithoutResult(status -> {
                    new PatientAlerts(jdbc).lockToWrite(patients);
                    jdbc.update(
                            """
                            with erased as (
                                delete from aggregate where patient_id = any(?) and start_at <= ?
                                returning id
                            )
                            delete from delivery d using erased
                            where d.kind = 'OBSERVATION' and d.resource_id = erased.id
                            """,
                            patients.stream().map(PatientId::value).toArray(String[]::new),
                            LedgerRows.at(upTo));
                });
    }

    /** Forgets those that are older and at every target. */
    void forgetBefore(Instant time, int atMost) {
        jdbc.update(
                """
                with old as (
                    delete from aggregate where id in (
                        select a.id from aggregate a where a.start_at < ?
                            and not exists (
                                select from delivery d join delivery_target t on t.id = d.target
                                where d.kind = 'OBSERVATION' and d.resource_id = a.id
                                    and d.state not in ('CONFIRMED', 'WITHDRAWN'))
                        limit ?)
                    returning id
                )
                delete from delivery d using old
                where d.kind = 'OBSERVATION' and d.resource_id = old.id
                """,
                LedgerRows.at(time),
                atMost);
    }
}
