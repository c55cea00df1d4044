package org.vitalwire.alert.statistics;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Ninety days of a hospital, made by the database itself: in each bed a new patient every four days
 * and ten alerts a day, each with seven transitions and one or two pages.
 */
final class Hospital {

    private static final String[] STATEMENTS = {
        """
        insert into stay
        select 'p-' || bed || '-' || n, 'ward-' || bed % 20, t, case when t + interval '4 days' < now then t + interval '4 days' end
        from (select cast(? as timestamptz) as now, ? as beds) as given, generate_series(0, beds - 1) as bed,
            generate_series(0, 22) as n, lateral (select now - interval '90 days' + n * interval '4 days' as t) as since
        where t < now
        """,
        """
        insert into episode (id, patient_id, condition, retrospective, synthetic, state, priority, title, detail,
            evidence, started_at, raised_at, updated_at, resolved_at, newest_finding_id, newest_started_at, newest_at,
            acknowledged_by, acknowledged_at, disposition, first_acknowledged_at)
        select gen_random_uuid(), 'p-' || bed || '-' || n / 40, 'condition-' || n % 25, false, true, 'resolved',
            1 + (bed + n) % 3, 'a condition', 'of which something is said here, as it is of each',
            jsonb_build_array(jsonb_build_object('sign', 'spo2', 'value', 84, 'at', t), jsonb_build_object('sign', 'heart-rate', 'value', 130, 'at', t)),
            t, t, t, t + interval '10 minutes', gen_random_uuid()::text, t, t,
            'nina', accepted, case when random() < 0.3 then 'actionable' end, accepted
        from (select cast(? as timestamptz) as now, ? as beds) as given, generate_series(0, 899) as n,
            generate_series(0, beds - 1) as bed,
            lateral (select now - interval '90 days' + (n + random()) * interval '144 minutes' as t) as at,
            lateral (select t + random() * interval '2 minutes' as accepted) as of_it
        """,
        """
        insert into alert_event (id, episode_id, transition, state, priority, at, payload)
        select row_number() over (), id, what, state, priority,
            case what when 'ACKNOWLEDGED' then acknowledged_at when 'RAISED' then raised_at else updated_at end,
            convert_to(repeat('-', 120), 'UTF8')
        from (select * from episode where cast(? as timestamptz) is not null and ? > 0 order by raised_at) as episode,
            unnest(array['RAISED', 'CALLED', 'CALLED', 'ACKNOWLEDGED', 'UPDATED', 'CONDITION_ENDED', 'RESOLVED']) as what
        """,
        """
        insert into page (id, event_id, person, target, priority, synthetic, created_at, told_at, state, care_unit)
        select gen_random_uuid(), e.id, 'nina', 'primary', priority, true, at, at,
            case when random() < 0.02 then 'unreachable' else 'answered' end, 'ward-' || e.id % 20
        from alert_event e where transition = 'CALLED' and (random() < 0.7 or e.id % 7 = 2)
            and cast(? as timestamptz) is not null and ? > 0
        """,
    };

    private Hospital() {}

    static void fill(JdbcTemplate jdbc, int beds, Instant now) {
        for (String statement : STATEMENTS) {
            jdbc.update(statement, now.atOffset(ZoneOffset.UTC), beds);
        }
        jdbc.execute("vacuum analyze");
    }
}
