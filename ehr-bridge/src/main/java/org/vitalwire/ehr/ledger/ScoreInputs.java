package org.vitalwire.ehr.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.vitalwire.contracts.event.Score;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.chart.ChartKey;

/** Finds the charted minutes that the inputs of a score fell into. */
final class ScoreInputs {

    /** In the order in which NEWS2 prefers them. */
    private static final Map<String, List<ChartItem>> SOURCES =
            Map.of(
                    "respiratory-rate", List.of(ChartItem.RESPIRATORY_RATE),
                    "spo2", List.of(ChartItem.SPO2),
                    "oxygen", List.of(ChartItem.OXYGEN_FLOW, ChartItem.FIO2),
                    "systolic-pressure",
                            List.of(ChartItem.BLOOD_PRESSURE, ChartItem.INVASIVE_BLOOD_PRESSURE),
                    "pulse", List.of(ChartItem.HEART_RATE, ChartItem.PULSE_RATE),
                    "consciousness", List.of(ChartItem.CONSCIOUSNESS),
                    "temperature",
                            List.of(
                                    ChartItem.TEMPERATURE,
                                    ChartItem.TEMPERATURE_CORE,
                                    ChartItem.TEMPERATURE_TYMPANIC,
                                    ChartItem.TEMPERATURE_ORAL,
                                    ChartItem.TEMPERATURE_AXILLARY,
                                    ChartItem.TEMPERATURE_RECTAL));

    private final JdbcTemplate jdbc;

    private record Line(ChartItem item, Instant minute) {}

    ScoreInputs(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param target only those count that it has; empty: all that are charted
     */
    List<String> of(Score score, Optional<String> target) {
        Set<String> items = new HashSet<>();
        Set<Instant> minutes = new HashSet<>();
        for (Score.Component component : score.components()) {
            component
                    .input()
                    .ifPresent(input -> {
                        sources(component).forEach(item -> items.add(item.code()));
                        minutes.add(ChartKey.minuteOf(input.measuredAt()));
                    });
        }
        Map<Line, String> found = new HashMap<>();
        jdbc.query(
                """
                select id, item, minute from observation o where patient_id = ?
                    and not entered_in_error and item = any(?) and minute = any(?::timestamptz[])
                    and (?::text is null or exists (select from delivery d where d.target = ?
                        and d.kind = 'OBSERVATION' and d.resource_id = o.id
                        and d.state = 'CONFIRMED'))
                order by id
                """,
                row -> {
                    ChartItem item = ChartItem.ofCode(row.getString("item")).orElseThrow();
                    found.putIfAbsent(
                            new Line(item, row.getTimestamp("minute").toInstant()),
                            row.getString("id"));
                },
                score.patientId().value(),
                items.toArray(String[]::new),
                minutes.stream().map(Instant::toString).toArray(String[]::new),
                target.orElse(null),
                target.orElse(null));
        List<String> ids = new ArrayList<>();
        for (Score.Component component : score.components()) {
            component
                    .input()
                    .flatMap(input ->
                            sources(component).stream()
                                    .map(item ->
                                            found.get(
                                                    new Line(
                                                            item,
                                                            ChartKey.minuteOf(input.measuredAt()))))
                                    .flatMap(id -> Optional.ofNullable(id).stream())
                                    .findFirst())
                    .ifPresent(ids::add);
        }
        return ids.stream().distinct().toList();
    }

    private static List<ChartItem> sources(Score.Component component) {
        return SOURCES.getOrDefault(component.name(), List.of());
    }
}
