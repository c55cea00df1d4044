package org.vitalwire.ehr.ledger;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ehr.chart.ChartFacts;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.kit.database.ServiceDatabase;

/** Reads the ledger for those who look for something in it. */
public final class LedgerSearch {

    private final JdbcTemplate jdbc;
    private final ScoreInputs inputs;

    /**
     * What is looked for; an empty part means any.
     *
     * @param careUnits whose patients the caller may see; empty means all
     */
    public record Criteria(
            Optional<Set<String>> careUnits,
            Optional<Set<PatientId>> patients,
            Optional<Set<ChartItem>> items,
            Optional<Set<String>> ids,
            Optional<Instant> notBefore,
            Optional<Instant> notAfter) {}

    private static final class Conditions {
        private final StringBuilder sql = new StringBuilder(" from observation o where true");
        private final List<Object> values = new ArrayList<>();

        void add(String condition, Object value) {
            sql.append(" and ").append(condition);
            values.add(value);
        }
    }

    public LedgerSearch(ServiceDatabase database) {
        this.jdbc = new JdbcTemplate(database.dataSource());
        this.inputs = new ScoreInputs(jdbc);
    }

    public int count(Criteria criteria) {
        Conditions conditions = conditions(criteria);
        Integer count =
                jdbc.queryForObject(
                        "select count(*)" + conditions.sql,
                        Integer.class,
                        conditions.values.toArray());
        return count == null ? 0 : count;
    }

    /** In the order of time, and of ids within the same time. */
    public List<LedgerEntry> find(Criteria criteria, boolean newestFirst, int offset, int atMost) {
        Conditions conditions = conditions(criteria);
        String direction = newestFirst ? " desc" : "";
        conditions.values.add(atMost);
        conditions.values.add(offset);
        return jdbc
                .query(
                        "select "
                                + LedgerRows.COLUMNS
                                + conditions.sql
                                + " order by effective_at"
                                + direction
                                + ", id"
                                + direction
                                + " limit ? offset ?",
                        LedgerRows::entry,
                        conditions.values.toArray())
                .stream()
                .map(this::withInputs)
                .toList();
    }

    /**
     * How often a line was charted, and when it was last.
     *
     * @param revision counts up when late values change what is charted
     */
    public record Version(int revision, Instant chartedAt) {}

    /** By id; what the ledger does not have, or no longer has, is not among them. */
    public Map<String, Version> versions(Collection<String> ids) {
        Map<String, Version> versions = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.query(
                    "select id, revision, charted_at from observation where id = any(?)",
                    row -> {
                        versions.put(
                                row.getString(1),
                                new Version(
                                        row.getInt(2),
                                        row.getObject(3, OffsetDateTime.class).toInstant()));
                    },
                    (Object) array(ids));
        }
        return versions;
    }

    /** Here a score rests on what the ledger has of it now; at a target, on what that has. */
    public LedgerEntry withInputs(LedgerEntry entry) {
        return entry.derivedFrom().isEmpty()
                        && entry.chart().facts() instanceof ChartFacts.Scored(var score)
                ? entry.withDerivedFrom(inputs.of(score, Optional.empty()))
                : entry;
    }

    private static Conditions conditions(Criteria criteria) {
        Conditions conditions = new Conditions();
        criteria.careUnits()
                .ifPresent(units ->
                        conditions.add(
                                "patient_id in"
                                        + " (select patient_id from census where care_unit = any(?))",
                                array(units)));
        criteria.patients()
                .ifPresent(patients ->
                        conditions.add(
                                "patient_id = any(?)",
                                array(patients.stream().map(PatientId::value).toList())));
        criteria.items()
                .ifPresent(items ->
                        conditions.add(
                                "item = any(?)",
                                array(items.stream().map(ChartItem::code).toList())));
        // Who asks for a line by its id is told that it was an error; nobody else sees it.
        criteria.ids()
                .ifPresentOrElse(
                        ids -> conditions.add("id = any(?)", array(ids)),
                        () -> conditions.sql.append(" and not entered_in_error"));
        criteria.notBefore()
                .ifPresent(time -> conditions.add("effective_at >= ?", LedgerRows.at(time)));
        criteria.notAfter()
                .ifPresent(time -> conditions.add("effective_at <= ?", LedgerRows.at(time)));
        return conditions;
    }

    private static String[] array(Collection<String> values) {
        return values.toArray(String[]::new);
    }
}
