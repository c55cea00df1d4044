package org.vitalwire.ehr.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ehr.chart.ChartKey;
import org.vitalwire.ehr.ledger.Aggregates.Line;
import org.vitalwire.ehr.policy.ChartingPolicy;
import org.vitalwire.ehr.policy.Decision;
import org.vitalwire.ehr.policy.Opened;
import org.vitalwire.kit.database.ServiceDatabase;

/**
 * Keeps from a target what its policy does not let through, and puts minutes together to coarser
 * lines. Every line of the chart comes by here when it is due: when it is new, when a late value or
 * a merge revised it, and when an alert near it became known. So it is decided anew each time, in
 * one transaction with what follows from it, and nothing follows twice.
 */
final class ChartingSieve {

    private static final String WITHHOLD =
            """
            update delivery set state = 'WITHHELD', last_error = null
            where target = ? and kind = 'OBSERVATION' and resource_id = ? and revision = ?
                -- What the target has, or may have, is kept right there.
                and state = 'INTENDED' and confirmed_at is null
            """;

    private final ServiceDatabase database;
    private final JdbcTemplate jdbc;
    private final String target;
    private final ChartingPolicy policy;
    private final PatientAlerts alerts;
    private final Aggregates aggregates;

    private record Sifted(Due due, Decision decision) {}

    ChartingSieve(ServiceDatabase database, String target, ChartingPolicy policy) {
        this.database = database;
        this.jdbc = new JdbcTemplate(database.dataSource());
        this.target = target;
        this.policy = policy;
        this.alerts = new PatientAlerts(jdbc);
        this.aggregates = new Aggregates(jdbc);
    }

    /**
     * @param due minutes and scores of the chart
     * @return those that are to be sent
     */
    List<Due> sift(List<Due> due) {
        if (due.isEmpty() || policy.writesEverything()) {
            return due;
        }
        return Objects.requireNonNull(
                database.transaction().execute(status -> siftInTransaction(due)));
    }

    private List<Due> siftInTransaction(List<Due> due) {
        Set<PatientId> patients = new LinkedHashSet<>();
        due.forEach(one -> patients.add(key(one).patientId()));
        alerts.lockToRead(patients);
        Instant earliest =
                due.stream()
                        .map(one -> key(one).minute())
                        .min(Comparator.naturalOrder())
                        .orElseThrow();
        Map<PatientId, List<Opened>> opened = alerts.of(patients, earliest);
        List<Sifted> sifted =
                due.stream()
                        .map(one ->
                                new Sifted(
                                        one,
                                        policy.decide(
                                                key(one).item(),
                                                key(one).minute(),
                                                opened.getOrDefault(
                                                        key(one).patientId(), List.of()))))
                        .toList();
        sifted.stream()
                .flatMap(one ->
                        one.decision().span().stream().map(span -> Line.of(key(one.due()), span)))
                .distinct()
                .forEach(line -> aggregates.intend(target, line));
        return letThrough(sifted);
    }

    private List<Due> letThrough(List<Sifted> sifted) {
        List<Due> through = new ArrayList<>();
        for (Sifted one : sifted) {
            if (one.decision().isWritten() || !withhold(one.due())) {
                through.add(one.due());
            }
        }
        return through;
    }

    private boolean withhold(Due due) {
        return jdbc.update(WITHHOLD, target, due.line().id(), due.line().revision()) > 0;
    }

    private static ChartKey key(Due due) {
        return switch (due.line()) {
            case LedgerEntry entry -> entry.chart().key();
            case FurtherLine line -> throw new IllegalStateException("only the chart is sifted");
        };
    }
}
