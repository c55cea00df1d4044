package org.vitalwire.ehr.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Bundle.BundleType;
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
import org.vitalwire.kit.database.DatabaseSettings;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.kit.erasure.ForgottenPatients;
import org.vitalwire.testkit.MutableClock;
import org.vitalwire.testkit.SharedInfrastructure;

/** A record that wants one line for five minutes, with the real ledger before it. */
final class CoarseRecord implements AutoCloseable {

    static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");
    static final String TARGET = "record";
    static final PatientId PATIENT = new PatientId("p-1");
    static final ChartingPolicy EVERY_FIVE =
            new ChartingPolicy(5, Map.of(), Optional.of(AroundAlerts.DEFAULT));

    final MutableClock clock = new MutableClock(TEN);
    final ScriptedFhirServer server = ScriptedFhirServer.start();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final ServiceDatabase database;
    final ObservationLedger charts;
    private final AlertLedger alerts;
    private final DeliveryLedger ledger;
    private final FhirTarget target;
    private List<Delivery> lanes;

    CoarseRecord() {
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

    /** As after a restart of the process. */
    void restart() {
        lanes = newLanes();
    }

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

    @Override
    public void close() {
        target.close();
        server.close();
        database.close();
    }

    /** As it was measured, a minute after the other; the clock follows. */
    void measure(int fromMinute, int toMinute) {
        for (int minute = fromMinute; minute < toMinute; minute++) {
            clock.set(minute(minute + 1).plusSeconds(12));
            chart(ChartItem.HEART_RATE, VitalSign.HEART_RATE, minute, 0, 60 + minute);
        }
    }

    static Instant minute(int minute) {
        return TEN.plus(Duration.ofMinutes(minute));
    }

    void chart(ChartItem item, VitalSign sign, int minute, int second, double value) {
        MinuteSamples samples = new MinuteSamples(item, minute(minute));
        samples.add(sign, minute(minute).plusSeconds(second), value);
        charts.chart(
                List.of(
                        new ChartEntry(
                                key(item, minute), new ChartFacts.Measured(samples), false, false)),
                Duration.ZERO);
    }

    void alert(int atMinute, Priority priority) {
        alert("6f2d3c1e-0b52-4f7a-9d5e-0a1b2c3d4e5f", atMinute, priority);
    }

    void alert(String episode, int atMinute, Priority priority) {
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
    void deliver() throws InterruptedException {
        for (List<DueLane> due = ledger.dueLanes(); !due.isEmpty(); due = ledger.dueLanes()) {
            for (DueLane one : due) {
                if (lanes.get(one.lane()).deliverSome(one.urgency()) instanceof Lane.Outcome.Stop) {
                    return;
                }
            }
        }
    }

    /** Heart rates of the record by the minute that they stand for. */
    Map<String, Double> record() {
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

    DeliveryReport report() {
        return new DeliveryReport(database, clock);
    }

    static ChartKey key(ChartItem item, int minute) {
        return new ChartKey(PATIENT, Optional.of(new DeviceId("monitor-1")), item, minute(minute));
    }
}
