package org.vitalwire.analytics.patient;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.limit.Limit;
import org.vitalwire.analytics.policy.PolicyReader;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.Finding.Phase;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.testkit.SharedData;
import org.vitalwire.testkit.TestReading;

/** A patient recorded once a minute for 32 hours; skipped where ../shared/data is absent. */
class RecordedPatientTest {

    private static final Instant T0 = Instant.parse("2026-11-22T00:00:00Z");
    private static final PatientId PATIENT = new PatientId("s00001");
    private static final Map<Integer, VitalSign> COLUMNS = columns();

    private final PatientEvaluator evaluator = new PatientEvaluator(PolicyReader.readDefault());

    @Test
    void bothLanesFindTheSame() throws IOException {
        List<Finding> live = evaluate(recording(false));
        List<Finding> retrospective = evaluate(recording(true));
        assertThat(live).isNotEmpty().noneMatch(Finding::retrospective);
        assertThat(retrospective).allMatch(Finding::retrospective);
        assertThat(retrospective.stream().map(RecordedPatientTest::essence))
                .containsExactlyElementsOf(
                        live.stream().map(RecordedPatientTest::essence).toList());
    }

    @Test
    void everyFindingStartsOnceAndEndsAtMostOnce() throws IOException {
        Map<String, Set<String>> open = new LinkedHashMap<>();
        for (Finding finding : evaluate(recording(false))) {
            Set<String> ids = open.computeIfAbsent(finding.condition(), c -> new HashSet<>());
            switch (finding.phase()) {
                case STARTED -> {
                    assertThat(ids).as(finding.condition()).isEmpty();
                    ids.add(finding.findingId());
                }
                case UPDATED -> assertThat(ids).containsExactly(finding.findingId());
                case ENDED -> {
                    assertThat(ids).containsExactly(finding.findingId());
                    ids.clear();
                }
            }
        }
    }

    @Test
    void delaysHoldBackSomeOfWhatRawLimitsWouldCall() throws IOException {
        List<Reading> recording = recording(false);
        long raw = 0;
        for (Limit limit : PolicyReader.readDefault().limits()) {
            boolean beyond = false;
            for (Reading reading : recording) {
                Optional<VitalValue> value = reading.value(limit.signs().getFirst());
                if (value.isPresent()) {
                    boolean now = limit.beyond(value.get().value(), 1) > 0;
                    raw += now && !beyond ? 1 : 0;
                    beyond = now;
                }
            }
        }
        long found =
                evaluate(recording).stream()
                        .filter(f -> f.phase() == Phase.STARTED)
                        .filter(f -> !f.condition().equals(News2Rule.CONDITION))
                        .count();
        System.out.printf("limits in 32 h: raw %d times, findings %d%n", raw, found);
        assertThat(found).isLessThan(raw);
    }

    private List<Finding> evaluate(List<Reading> recording) {
        PatientState state = new PatientState();
        List<Finding> findings = new ArrayList<>();
        for (Reading reading : recording) {
            findings.addAll(
                    evaluator
                            .onReading(
                                    state, PATIENT, reading, EventTime.micros(reading.receivedAt()))
                            .findings());
            state = PatientStateCodec.decode(PatientStateCodec.encode(state));
        }
        return findings;
    }

    /** As replay sends it: 0 and blank mean no value. */
    private static List<Reading> recording(boolean backfill) throws IOException {
        List<Reading> readings = new ArrayList<>();
        List<String> lines =
                Files.readAllLines(SharedData.path("mimic2-numerics/s00001_3975656_numerics.csv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            TestReading reading =
                    TestReading.of("replay", T0.plus(Duration.ofMinutes(Long.parseLong(cells[0]))))
                            .patient(PATIENT.value())
                            .synthetic();
            boolean any = false;
            for (Map.Entry<Integer, VitalSign> column : COLUMNS.entrySet()) {
                String cell = cells[column.getKey()];
                double value = cell.isEmpty() ? 0 : Double.parseDouble(cell);
                if (value > 0 && column.getValue().entry().isPlausible(value)) {
                    reading.value(
                            column.getValue(), column.getValue().entry().roundToResolution(value));
                    any = true;
                }
            }
            if (any) {
                readings.add(backfill ? reading.backfill().build() : reading.build());
            }
        }
        return readings;
    }

    private static List<Object> essence(Finding finding) {
        return List.of(
                finding.condition(),
                finding.phase(),
                finding.priority(),
                finding.startedAt(),
                finding.at(),
                finding.detail());
    }

    private static Map<Integer, VitalSign> columns() {
        Map<Integer, VitalSign> columns = new LinkedHashMap<>();
        columns.put(1, VitalSign.HEART_RATE);
        columns.put(2, VitalSign.INVASIVE_SYSTOLIC_PRESSURE);
        columns.put(5, VitalSign.PULSE_RATE);
        columns.put(6, VitalSign.RESPIRATORY_RATE);
        columns.put(7, VitalSign.SPO2);
        columns.put(8, VitalSign.SYSTOLIC_PRESSURE);
        return columns;
    }
}
