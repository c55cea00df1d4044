package org.vitalwire.ehr.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.vitalwire.ehr.ledger.DueLane.Urgency;
import org.vitalwire.ehr.ledger.ObservationLedger;
import org.vitalwire.ehr.mapping.ObservationMapping;
import org.vitalwire.ehr.policy.ChartingPolicy;
import org.vitalwire.ehr.policy.ChartingPolicy.AroundAlerts;
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
        target =
                new FhirTarget(
                        new TargetSettings(
                                server.url(),
                                TargetSettings.Ids.CLIENT,
                                true,
                                100,
                                8,
                                0,
                                Duration.ofMillis(100),
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(1),
                                Set.of(ChartKind.OBSERVATION)),
                        ServerAccess.anonymous(),
                        FhirContext.forR4Cached(),
                        clock);
        Capabilities capabilities = new Capabilities(BundleType.TRANSACTION, true);
        SubjectDirectory subjects =
                new SubjectDirectory(target, capabilities, id -> Optional.empty(), true, false);
        DeliveryLedger ledger = new DeliveryLedger(database, TARGET, EVERY_FIVE, clock);
        lanes =
                IntStream.range(0, DeliveryLedger.LANES)
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
        alerts.chart(
                List.of(
                        new AlertEpisode(
                                "6f2d3c1e-0b52-4f7a-9d5e-0a1b2c3d4e5f",
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

    private void deliver() throws InterruptedException {
        boolean more = true;
        while (more) {
            more = false;
            for (Delivery lane : lanes) {
                for (Urgency urgency : Urgency.values()) {
                    if (lane.deliverSome(urgency) instanceof Lane.Outcome.Continue(int lines)) {
                        more |= lines > 0;
                    }
                }
            }
        }
    }

    /**
     * Heart rates of the record by the minute that they stand for, coarser ones with their length.
     */
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

        assertThat(server.arrived())
                .extracting(observation -> observation.getCode().getCodingFirstRep().getCode())
                .containsExactly("85354-9");
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
}
