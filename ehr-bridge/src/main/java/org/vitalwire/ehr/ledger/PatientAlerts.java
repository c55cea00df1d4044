package org.vitalwire.ehr.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.vitalwire.contracts.event.AlertEpisode;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.ehr.policy.ChartingPolicy.AroundAlerts;
import org.vitalwire.ehr.policy.Opened;
import org.vitalwire.kit.database.ServiceDatabase;

/** Alerts of patients, as far as they bear on what is written around them. */
public final class PatientAlerts {

    private static final String OF =
            """
            select facts from alert_transition where patient_id = any(?) and episode_id in (
                select episode_id from alert_transition where patient_id = any(?) and at >= ?)
            """;

    private final JdbcTemplate jdbc;

    public PatientAlerts(ServiceDatabase database) {
        this(new JdbcTemplate(database.dataSource()));
    }

    PatientAlerts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Alerts that may be near to a time, each with the highest priority that it had, in order.
     *
     * @param from of the earliest minute in question
     */
    public Map<PatientId, List<Opened>> of(Collection<PatientId> patients, Instant from) {
        String[] ids = patients.stream().map(PatientId::value).distinct().toArray(String[]::new);
        Map<String, List<AlertEpisode>> byEpisode =
                jdbc
                        .query(
                                OF,
                                (row, number) ->
                                        EventCodecs.ALERT_EPISODE.decode(row.getBytes("facts")),
                                ids,
                                ids,
                                LedgerRows.at(from.minus(AroundAlerts.LONGEST_AFTER)))
                        .stream()
                        .collect(Collectors.groupingBy(AlertEpisode::episodeId));
        Map<PatientId, List<Opened>> opened = new HashMap<>();
        byEpisode
                .values()
                .forEach(transitions -> {
                    AlertEpisode any = transitions.getFirst();
                    opened.computeIfAbsent(any.patientId(), patient -> new ArrayList<>())
                            .add(opened(transitions));
                });
        opened.values().forEach(alerts -> alerts.sort(Comparator.comparing(Opened::at)));
        return opened;
    }

    /**
     * @param transitions of one episode
     */
    static Opened opened(Collection<AlertEpisode> transitions) {
        return new Opened(
                transitions.stream()
                        .map(AlertEpisode::startedAt)
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                transitions.stream()
                        .map(AlertEpisode::priority)
                        .max(Comparator.naturalOrder())
                        .orElseThrow());
    }

    /**
     * Whoever decides what is withheld from a target sees every alert that was charted before, and
     * whoever charts an alert sees everything that was withheld before. Until the transaction ends.
     */
    void lockToRead(Collection<PatientId> patients) {
        lock("pg_advisory_xact_lock_shared", patients);
    }

    void lockToWrite(Collection<PatientId> patients) {
        lock("pg_advisory_xact_lock", patients);
    }

    /** In one order, so that nobody waits for each other. */
    private void lock(String function, Collection<PatientId> patients) {
        patients.stream()
                .map(PatientId::value)
                .distinct()
                .sorted()
                .forEach(patient ->
                        jdbc.query(
                                "select " + function + "(hashtextextended(?, 0))",
                                row -> {},
                                "around-alerts:" + patient));
    }
}
