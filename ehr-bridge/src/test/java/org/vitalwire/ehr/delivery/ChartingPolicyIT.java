package org.vitalwire.ehr.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.AlertEpisode;
import org.vitalwire.contracts.event.AlertEpisode.Transition;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ehr.access.ServerAccess;
import org.vitalwire.ehr.chart.ChartEntry;
import org.vitalwire.ehr.chart.ChartFacts;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.chart.ChartKey;
import org.vitalwire.ehr.chart.MinuteSamples;
import org.vitalwire.ehr.delivery.ScriptedFhirServer.Fault;
import org.vitalwire.ehr.ledger.AlertLedger;
import org.vitalwire.ehr.ledger.ChartKind;
import org.vitalwire.ehr.ledger.DeliveryLedger;
import org.vitalwire.ehr.ledger.DeliveryReport;
import org.vitalwire.ehr.ledger.DeliveryTargets;
import org.vitalwire.ehr.ledger.DueLane;
import org.vitalwire.ehr.ledger.ObservationLedger;
import org.vitalwire.ehr.mapping.ObservationMapping;
import org.vitalwire.ehr.policy.ChartingPolicy;
import org.vitalwire.ehr.policy.ChartingPolicy.AroundAlerts;
import org.vitalwire.ehr.policy.Opened;
import org.vitalwire.ehr.policy.Span;
import org.vitalwire.kit.database.DatabaseSettings;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.kit.erasure.ForgottenPatients;
import org.vitalwire.testkit.MutableClock;
import org.vitalwire.testkit.SharedInfrastructure;

/** What a record that wants one line for five minutes gets, with the real ledger. */
class ChartingPolicyIT {

    private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");
    private static final String TARGET = "record";
    private static final PatientId PATIENT = new PatientId("p-1");
    private static final ChartingPolicy EVERY_FIVE =
            new ChartingPolicy(5, Map.of(), Optional.of(AroundAlerts.DEFAULT));

    private final MutableClock clock = new MutableClock(TEN);
    private final ScriptedFhirServer server = ScriptedFhirServer.start();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private ServiceDatabase database;
    private ObservationLedger charts;
    private AlertLedger alerts;
    private DeliveryLedger ledger;
    private FhirTarget target;
    private List<Delivery> lanes;

    @BeforeEach
    void start() {
        var fresh = SharedInfrastructure.newDatabase("ehr");
        database =
                ServiceDatabase.open(
                        new DatabaseSettings(
                                fresh.jdbcUrl(), fresh.username(), fresh.password(), 4),
                        "ehr",
                        "classpath:db/ehr",
                        meters);
        ForgottenPatients nobody = new ForgottenPatients(database, clock);
        charts = new ObservationLedger(database, clock, nobody);
        alerts =
                new AlertLedger(
                        database, (before, after) -> List.of(), Duration.ofDays(14), clock, nobody);
        new DeliveryTargets(database, clock).configured(List.of(TARGET));
        ledger = new DeliveryLedger(database, TARGET, EVERY_FIVE, clock);
        target =
                new FhirTarget(
                        Targets.of(server.url(), Set.of(ChartKind.OBSERVATION)),
                        ServerAccess.anonymous(),
                        FhirContext.forR4Cached(),
                        clock);
        lanes = newLanes();
    }

    /** As after a restart. */
    private List<Delivery> newLanes() {
        Capabilities capabilities = new Capabilities(BundleType.TRANSACTION, true);
        SubjectDirectory subjects =
                new SubjectDirectory(target, capabilities, id -> Optional.empty(), true, false);
        return IntStream.range(0, DeliveryLedger.LANES)
                .mapToObj(lane ->
                        new Delivery(
                                target,
                                TARGET,
                                capabilities,
                                ledger,
                                subjects,
                                new NothingMerged(),
                                ObservationMapping.STANDARD,
                                lane,
                                100,
                                meters))
                .toList();
    }

    @AfterEach
    void stop() {
        target.close();
        server.close();
        database.close();
    }

    /** As it was measured, a minute after the other; the clock follows. */
    private void measure(int fromMinute, int toMinute) {
        for (int minute = fromMinute; minute < toMinute; minute++) {
            clock.set(minute(minute + 1).plusSeconds(12));
            chart(ChartItem.HEART_RATE, VitalSign.HEART_RATE, minute, 0, 60 + minute);
        }
    }

    private static Instant minute(int minute) {
        return TEN.plus(Duration.ofMinutes(minute));
    }

    private void chart(ChartItem item, VitalSign sign, int minute, int second, double value) {
        MinuteSamples samples = new MinuteSamples(item, minute(minute));
        samples.add(sign, minute(minute).plusSeconds(second), value);
        charts.chart(
                List.of(
                        new ChartEntry(
                                new ChartKey(
                                        PATIENT,
                                        Optional.of(new DeviceId("monitor-1")),
                                        item,
                                        minute(minute)),
                                new ChartFacts.Measured(samples),
                                false,
                                false)),
                Duration.ZERO);
    }

    private void alert(int atMinute, Priority priority) {
        alert("6f2d3c1e-0b52-4f7a-9d5e-0a1b2c3d4e5f", atMinute, priority);
    }

    private void alert(String episode, int atMinute, Priority priority) {
        alerts.chart(
                List.of(
                        new AlertEpisode(
                                episode,
                                PATIENT,
                                "high-pulse",
                                priority,
                                Transition.RAISED,
                                minute(atMinute).plusSeconds(10),
                                minute(atMinute),
                                Optional.empty(),
                                "Pulse high",
                                true,
                                true,
                                false,
                                false)));
    }

    /** Until nothing is due, or the server takes nothing. */
    private void deliver() throws InterruptedException {
        for (List<DueLane> due = ledger.dueLanes(); !due.isEmpty(); due = ledger.dueLanes()) {
            for (DueLane one : due) {
                if (lanes.get(one.lane()).deliverSome(one.urgency()) instanceof Lane.Outcome.Stop) {
                    return;
                }
            }
        }
    }

    /** Heart rates of the record by the minute that they stand for. */
    private Map<String, Double> record() {
        Map<String, Double> found = new TreeMap<>();
        server.current()
                .forEach(observation -> {
                    Instant time = observation.getEffectiveDateTimeType().getValue().toInstant();
                    boolean coarse =
                            observation.hasNote()
                                    && observation
                                            .getNoteFirstRep()
                                            .getText()
                                            .contains("5 minutes");
                    String key =
                            (coarse ? "five " : "one ")
                                    + "%02d".formatted(Duration.between(TEN, time).toMinutes());
                    assertThat(found).as("one line each").doesNotContainKey(key);
                    found.put(key, observation.getValueQuantity().getValue().doubleValue());
                });
        return found;
    }

    @Test
    void fiveMinutesAreOneLineOnceTheyAreOver() throws Exception {
        measure(0, 5);
        deliver();
        assertThat(record()).isEmpty();

        clock.advance(Duration.ofSeconds(31));
        deliver();

        assertThat(record()).isEqualTo(Map.of("five 00", 62.0));
        assertThat(new DeliveryReport(database, clock).backlog(TARGET).lines()).isZero();
    }

    @Test
    void aLateValueRevisesTheLineAndNothingIsTwice() throws Exception {
        measure(0, 5);
        clock.advance(Duration.ofMinutes(1));
        deliver();
        chart(ChartItem.HEART_RATE, VitalSign.HEART_RATE, 3, 30, 200);
        chart(ChartItem.HEART_RATE, VitalSign.HEART_RATE, 4, 30, 200);
        clock.advance(Duration.ofMinutes(1));
        server.failNext(Fault.CUT_AFTER_COMMIT);
        deliver();
        clock.advance(Duration.ofMinutes(1));
        deliver();

        // Of 60 61 62 63 64 200 200.
        assertThat(record()).isEqualTo(Map.of("five 00", 63.0));
        assertThat(server.versions("Observation").values()).containsExactly(2);

        chart(ChartItem.HEART_RATE, VitalSign.HEART_RATE, 4, 30, 200);
        clock.advance(Duration.ofMinutes(1));
        deliver();
        assertThat(server.versions("Observation").values()).containsExactly(2);
    }

    @Test
    void anAlertBringsTheMinutesBeforeItAndThoseAfterIt() throws Exception {
        measure(0, 30);
        clock.advance(Duration.ofMinutes(1));
        deliver();
        assertThat(record()).hasSize(6);

        alert(28, Priority.HIGH);
        deliver();
        measure(30, 32);
        deliver();

        Map<String, Double> expected = new HashMap<>();
        for (int minute = 13; minute < 32; minute++) {
            expected.put("one %02d".formatted(minute), 60.0 + minute);
        }
        for (int start = 0; start < 30; start += 5) {
            expected.put("five %02d".formatted(start), 62.0 + start);
        }
        assertThat(record()).isEqualTo(expected);
    }

    @Test
    void anAlertOfLowPriorityBringsNothingUntilItRises() throws Exception {
        measure(0, 5);
        alert(4, Priority.LOW);
        deliver();
        assertThat(record()).isEmpty();

        alert(4, Priority.MEDIUM);
        deliver();
        assertThat(record()).hasSize(5);
    }

    @Test
    void aCuffPressureDoesNotWait() throws Exception {
        measure(0, 1);
        chart(ChartItem.BLOOD_PRESSURE, VitalSign.SYSTOLIC_PRESSURE, 0, 0, 120);
        deliver();

        assertThat(server.arrived()).hasSize(1);
        assertThat(server.arrived().getFirst().getCode().getCodingFirstRep().getCode())
                .isEqualTo("85354-9");
    }

    @Test
    void whatIsWithheldIsForgottenWithTheRestButNotBeforeItsCoarserLineArrived() throws Exception {
        measure(0, 5);
        deliver();
        clock.advance(Duration.ofDays(1));
        Instant now = clock.instant();

        assertThat(charts.forgetBefore(now, 100)).isZero();
        deliver();
        assertThat(record()).isEqualTo(Map.of("five 00", 62.0));
        assertThat(charts.forgetBefore(now, 100)).isEqualTo(5);
        assertThat(database.jdbc().sql("select count(*) from delivery").query(Long.class).single())
                .isZero();
    }

    /**
     * Two hours of values, late ones, alerts, faults and restarts; then what must have come of it.
     */
    @Test
    void whateverHappensInWhateverOrderTheRecordHasWhatThePolicySaysOnce() throws Exception {
        Random random = new Random(20261122);
        Map<Integer, Map<Integer, Double>> measured = new TreeMap<>();
        List<Opened> opened = new ArrayList<>();
        for (int minute = 0; minute < 120; minute++) {
            clock.set(minute(minute + 1).plusSeconds(12));
            int values = random.nextInt(4);
            for (int i = 0; i < values; i++) {
                int late = random.nextInt(5) == 0 ? random.nextInt(40) : 0;
                int second = random.nextInt(60);
                double value = 50 + random.nextInt(100);
                int of = Math.max(0, minute - late);
                if (measured.computeIfAbsent(of, any -> new TreeMap<>()).putIfAbsent(second, value)
                        == null) {
                    chart(ChartItem.HEART_RATE, VitalSign.HEART_RATE, of, second, value);
                }
            }
            if (random.nextInt(40) == 0) {
                Priority priority =
                        List.of(Priority.LOW, Priority.MEDIUM, Priority.HIGH)
                                .get(random.nextInt(3));
                opened.add(new Opened(minute(minute), priority));
                alert("episode-" + minute, minute, priority);
            }
            if (random.nextInt(3) == 0) {
                server.failNext(
                        List.of(Fault.CUT_AFTER_COMMIT, Fault.SERVER_ERROR, Fault.CONFLICT)
                                .get(random.nextInt(3)));
            }
            if (random.nextInt(2) == 0) {
                deliver();
            }
            lanes = random.nextInt(10) == 0 ? newLanes() : lanes;
        }
        DeliveryReport report = new DeliveryReport(database, clock);
        for (int hour = 0; hour < 24 && report.backlog(TARGET).lines() > 0; hour++) {
            clock.advance(Duration.ofHours(1));
            deliver();
        }

        assertThat(report.backlog(TARGET).lines()).isZero();
        assertThat(report.backlog(TARGET).failed()).isZero();
        Map<String, Double> there = new TreeMap<>();
        server.current()
                .forEach(observation ->
                        there.put(
                                observation.getIdentifierFirstRep().getValue(),
                                observation.getValueQuantity().getValue().doubleValue()));
        assertThat(server.current()).hasSameSizeAs(there.keySet());
        assertThat(opened).hasSizeGreaterThan(1);
        assertThat(there).isEqualTo(expected(measured, opened));
    }

    /** By the rule and not by the code: coarser lines of all, minutes near alerts that count. */
    private static Map<String, Double> expected(
            Map<Integer, Map<Integer, Double>> measured, List<Opened> opened) {
        Map<String, Double> expected = new TreeMap<>();
        Map<Integer, List<Double>> spans = new TreeMap<>();
        measured.forEach((minute, values) -> {
            spans.computeIfAbsent(minute / 5 * 5, any -> new ArrayList<>()).addAll(values.values());
            boolean near =
                    opened.stream()
                            .filter(alert -> alert.priority() != Priority.LOW)
                            .map(alert -> Duration.between(TEN, alert.at()).toMinutes())
                            .anyMatch(at -> minute >= at - 15 && minute <= at + 60);
            if (near) {
                expected.put(key(minute).observationId(), median(List.copyOf(values.values())));
            }
        });
        spans.forEach((start, values) ->
                expected.put(new Span(minute(start), 5).resourceId(key(start)), median(values)));
        return expected;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median =
                sorted.size() % 2 == 1
                        ? sorted.get(middle)
                        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return VitalSign.HEART_RATE.entry().roundToResolution(median);
    }

    private static ChartKey key(int minute) {
        return new ChartKey(
                PATIENT,
                Optional.of(new DeviceId("monitor-1")),
                ChartItem.HEART_RATE,
                minute(minute));
    }
}
