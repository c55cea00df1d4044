package org.vitalwire.alert.statistics;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vitalwire.alert.ledger.Columns;
import org.vitalwire.alert.statistics.AlertStatistics.OfCondition;
import org.vitalwire.alert.statistics.AlertStatistics.OfDay;
import org.vitalwire.contracts.id.Canary;
import org.vitalwire.kit.database.ServiceDatabase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Statistics in one statement, so that all numbers are of the same moment and each table is read
 * once.
 */
final class StatisticsQuery {

    /** How soon after an alert the next one of the same thing counts as the same thing again. */
    static final Duration AGAIN_WITHIN = Duration.ofMinutes(30);

    private static final int MOST_CONDITIONS = 20;

    /** A month of a hospital does not have to be sorted on disk. */
    private static final String ROOM_TO_SORT = "set local work_mem = '64MB'";

    private static final String SQL =
            """
            with there as materialized (
                select patient_id, care_unit, since, until from stay
                where since < :to and (until is null or until > :from)
                    and (:everywhere or care_unit = any (:units))
            ),
            -- Also those that were over shortly before the period: its first may be the same thing again.
            raised as (
                select *, lag(resolved_at) over (
                        partition by patient_id collate "C", condition collate "C" order by raised_at) as before
                from (
                    select patient_id, condition, priority, synthetic, raised_at, resolved_at, disposition,
                        first_acknowledged_at from episode
                    where raised_at >= :from and raised_at < :to and not retrospective and patient_id <> :canary
                    union all
                    select patient_id, condition, priority, synthetic, raised_at, resolved_at, disposition,
                        first_acknowledged_at from episode
                    where resolved_at >= :beforehand and resolved_at < :to and raised_at < :from
                        and not retrospective and patient_id <> :canary
                ) as episode
            ),
            alert as materialized (
                select r.patient_id, r.condition, r.priority, r.synthetic, r.disposition,
                    s.patient_id is not null as in_unit,
                    width_bucket(r.raised_at, cast(:days as timestamptz[])) as day,
                    extract(epoch from r.first_acknowledged_at - r.raised_at)::float8 as seconds,
                    r.raised_at - r.before <= :again * interval '1 second' as again,
                    coalesce(r.resolved_at, :now) - r.raised_at >= interval '60 seconds' as stood
                from raised r
                left join there s on s.patient_id = r.patient_id and s.since <= r.raised_at
                    and (s.until is null or r.raised_at < s.until)
                where r.raised_at >= :from and (:everywhere or s.patient_id is not null)
            ),
            told as materialized (
                select count(*) as pages, count(*) filter (where target = 'primary') as first,
                    count(*) filter (where state = 'unreachable') as unreachable
                from page
                where person is not null and created_at >= :from and created_at < :to and person <> :watchdog
                    and (:everywhere or care_unit = any (:units))
            ),
            of_patient as materialized (
                select patient_id, count(*) as n from alert group by 1
            ),
            patients as materialized (
                select count(*) as n from (
                    select patient_id from of_patient union select patient_id from there) as all_of_them
            )
            select
                count(*) as alerts,
                count(*) filter (where synthetic) as synthetic,
                count(*) filter (where in_unit) as in_unit,
                count(*) filter (where priority = 3) as high,
                count(*) filter (where priority = 2) as medium,
                count(*) filter (where priority = 1) as low,
                count(seconds) as accepted,
                count(*) filter (where seconds <= 60) as soon,
                count(*) filter (where seconds is not null or stood) as waited,
                percentile_cont(0.5) within group (order by seconds) as median,
                count(*) filter (where again) as again,
                count(disposition) as disposed,
                count(*) filter (where disposition = 'actionable') as actionable,
                (select first from told) as first,
                (select pages from told) as pages,
                (select unreachable from told) as unreachable,
                (select n from patients) as patients,
                (select sum(n) from (select n from of_patient order by n desc
                    limit (select ceil(n * 0.1) from patients)) as top) as of_top_decile,
                (select jsonb_agg(jsonb_build_object('condition', condition, 'alerts', n) order by n desc, condition)
                    from (select condition collate "C" as condition, count(*) as n from alert
                        group by 1 order by n desc, 1 limit :conditions) as most) as conditions,
                (select jsonb_agg(jsonb_build_object('day', day, 'alerts', n, 'median', median))
                    from (select day, count(*) as n, percentile_cont(0.5) within group (order by seconds) as median
                        from alert group by 1) as of_day) as days,
                (select coalesce(sum(extract(epoch from
                        greatest(least(coalesce(until, :now), :to, :now) - greatest(since, :from), interval '0'))), 0)
                    / 86400 from there)::float8 as patient_days,
                (select min(since) from stay) as known_since
            from alert
            """;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ServiceDatabase database;
    private final JdbcClient jdbc;
    private final InstantSource clock;

    StatisticsQuery(ServiceDatabase database, InstantSource clock) {
        this.database = database;
        this.jdbc = database.jdbc();
        this.clock = clock;
    }

    /**
     * @param unit as it is answered
     * @param units empty for everywhere, also patients who are in no care unit
     */
    AlertStatistics of(Period period, @Nullable String unit, Optional<Collection<String>> units) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("from", Columns.time(period.from()));
        values.put("to", Columns.time(period.to()));
        values.put("now", Columns.time(clock.instant()));
        values.put("beforehand", Columns.time(period.from().minus(AGAIN_WITHIN)));
        values.put("again", AGAIN_WITHIN.toSeconds());
        values.put("everywhere", units.isEmpty());
        values.put("units", units.orElse(List.of()).toArray(String[]::new));
        values.put("canary", Canary.PATIENT.value());
        values.put(
                "days",
                period.days().stream()
                        .map(day -> day.atStartOfDay(period.zone()).toInstant().toString())
                        .toArray(String[]::new));
        values.put("watchdog", Canary.WATCHDOG);
        values.put("conditions", MOST_CONDITIONS);
        AlertStatistics answer =
                database.transaction()
                        .execute(_ -> {
                            jdbc.sql(ROOM_TO_SORT).update();
                            return jdbc.sql(SQL)
                                    .params(values)
                                    .query((row, _) -> read(row, period, unit))
                                    .single();
                        });
        return Objects.requireNonNull(answer);
    }

    private static AlertStatistics read(ResultSet row, Period period, @Nullable String unit)
            throws SQLException {
        long alerts = row.getLong("alerts");
        long waited = row.getLong("waited");
        long disposed = row.getLong("disposed");
        long pages = row.getLong("pages");
        double patientDays = row.getDouble("patient_days");
        Map<String, Long> byPriority = new LinkedHashMap<>();
        for (String priority : List.of("high", "medium", "low")) {
            byPriority.put(priority, row.getLong(priority));
        }
        return new AlertStatistics(
                period.from(),
                period.to(),
                unit,
                period.zone().getId(),
                patientDays,
                Columns.optionalInstant(row, "known_since").orElse(null),
                alerts,
                row.getLong("synthetic"),
                AlertStatistics.share(row.getDouble("in_unit"), patientDays),
                byPriority,
                conditions(row.getString("conditions")),
                row.getLong("accepted"),
                waited,
                AlertStatistics.share(row.getLong("soon"), waited),
                row.getObject("median", Double.class),
                AlertStatistics.share(row.getLong("first"), pages),
                AlertStatistics.share(row.getLong("again"), alerts),
                disposed,
                AlertStatistics.share(row.getLong("actionable"), disposed),
                pages,
                AlertStatistics.share(pages, alerts),
                row.getLong("unreachable"),
                row.getLong("patients"),
                AlertStatistics.share(row.getLong("of_top_decile"), alerts),
                daily(row.getString("days"), period));
    }

    private static List<OfCondition> conditions(@Nullable String json) {
        return entries(json).stream()
                .map(entry ->
                        new OfCondition(
                                entry.get("condition").asString(), entry.get("alerts").asLong()))
                .toList();
    }

    /** Days on which nothing was raised are days, too. */
    private static List<OfDay> daily(@Nullable String json, Period period) {
        List<LocalDate> days = period.days();
        Map<LocalDate, OfDay> raised = new HashMap<>();
        for (JsonNode entry : entries(json)) {
            LocalDate day = days.get(entry.get("day").asInt() - 1);
            JsonNode median = entry.get("median");
            raised.put(
                    day,
                    new OfDay(
                            day,
                            entry.get("alerts").asLong(),
                            median.isNull() ? null : median.asDouble()));
        }
        return days.stream().map(day -> raised.getOrDefault(day, new OfDay(day, 0, null))).toList();
    }

    private static List<JsonNode> entries(@Nullable String json) {
        return json == null ? List.of() : JSON.readTree(json).valueStream().toList();
    }
}
