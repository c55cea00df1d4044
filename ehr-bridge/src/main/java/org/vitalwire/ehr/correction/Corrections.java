package org.vitalwire.ehr.correction;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.vitalwire.contracts.event.AssociationHistory;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.ehr.chart.ChartEntry;
import org.vitalwire.ehr.ledger.LedgerEntry;
import org.vitalwire.ehr.ledger.ObservationLedger;
import org.vitalwire.kit.database.ServiceDatabase;

/**
 * Looks through the lines of the times that a correction changed, a few at a time, each with how
 * far it got in the transaction that corrects them. Only lines that the history does not cover
 * wholly are read.
 */
final class Corrections {

    static final int LINES_AT_ONCE = 500;

    private final ServiceDatabase database;
    private final JdbcTemplate jdbc;
    private final DeviceHistories histories;
    private final ObservationLedger ledger;

    private record Change(
            long id,
            DeviceId device,
            OffsetDateTime from,
            OffsetDateTime to,
            OffsetDateTime afterMinute,
            String afterId) {}

    private record Line(String id, OffsetDateTime minute) {}

    Corrections(ServiceDatabase database, DeviceHistories histories, ObservationLedger ledger) {
        this.database = database;
        this.jdbc = new JdbcTemplate(database.dataSource());
        this.histories = histories;
        this.ledger = ledger;
    }

    /** Corrects some lines; returns whether there may be more. */
    boolean correctSome() {
        return Boolean.TRUE.equals(
                database.transaction()
                        .execute(status -> {
                            List<Change> changes =
                                    jdbc.query(
                                            "select * from attribution_change where not done"
                                                    + " order by id limit 1 for update skip locked",
                                            (row, number) ->
                                                    new Change(
                                                            row.getLong("id"),
                                                            new DeviceId(
                                                                    row.getString("device_id")),
                                                            row.getObject(
                                                                    "from_at",
                                                                    OffsetDateTime.class),
                                                            row.getObject(
                                                                    "to_at", OffsetDateTime.class),
                                                            row.getObject(
                                                                    "after_minute",
                                                                    OffsetDateTime.class),
                                                            row.getString("after_id")));
                            changes.forEach(this::correct);
                            return !changes.isEmpty();
                        }));
    }

    private void correct(Change change) {
        Optional<AssociationHistory> history = histories.of(change.device());
        List<Line> lines = history.map(known -> suspicious(change, known)).orElse(List.of());
        if (lines.isEmpty()) {
            jdbc.update("update attribution_change set done = true where id = ?", change.id());
            return;
        }
        List<ChartEntry> right = new ArrayList<>();
        for (LedgerEntry line : ledger.lines(lines.stream().map(Line::id).toList())) {
            Attribution attribution = histories.attribution(line.chart(), history.orElseThrow());
            if (line.enteredInError()) {
                // Its facts are what it had: what of it is its own after all comes back.
                attribution.own().ifPresent(right::add);
            } else if (!attribution.complete()) {
                ledger.replace(line, attribution.own());
                right.addAll(attribution.others());
            }
        }
        ledger.chart(right, Duration.ZERO);
        jdbc.update(
                "update attribution_change set after_minute = ?, after_id = ? where id = ?",
                lines.getLast().minute(),
                lines.getLast().id(),
                change.id());
    }

    /** Lines that stand, and are not wholly covered; or stand no more, and are covered in part. */
    private List<Line> suspicious(Change change, AssociationHistory history) {
        String[] patients =
                history.periods().stream()
                        .map(period -> period.patientId().value())
                        .toArray(String[]::new);
        String[] from =
                history.periods().stream()
                        .map(period -> period.from().toString())
                        .toArray(String[]::new);
        String[] to =
                history.periods().stream()
                        .map(period -> period.to().map(Instant::toString).orElse("infinity"))
                        .toArray(String[]::new);
        return jdbc.query(
                """
                select o.id, o.minute from observation o
                where o.device_id = ? and o.minute > ?::timestamptz - interval '1 minute'
                    and o.minute < ? and (o.minute, o.id) > (?, ?)
                    and case when o.entered_in_error then exists (
                            select from unnest(?::text[], ?::timestamptz[], ?::timestamptz[])
                                as period (patient, start, stop)
                            where period.patient = o.patient_id and period.stop > o.minute
                                and period.start < o.minute + interval '1 minute')
                        else not exists (
                            select from unnest(?::text[], ?::timestamptz[], ?::timestamptz[])
                                as period (patient, start, stop)
                            where period.patient = o.patient_id and period.start <= o.minute
                                and period.stop >= o.minute + interval '1 minute') end
                order by o.minute, o.id limit ?
                """,
                (row, number) ->
                        new Line(
                                row.getString("id"), row.getObject("minute", OffsetDateTime.class)),
                change.device().value(),
                change.from(),
                change.to(),
                change.afterMinute(),
                change.afterId(),
                patients,
                from,
                to,
                patients,
                from,
                to,
                LINES_AT_ONCE);
    }

    /** Forgets changes for which no line is kept any more. */
    void forgetBefore(OffsetDateTime time) {
        jdbc.update("delete from attribution_change where done and heard_at < ?", time);
    }
}
