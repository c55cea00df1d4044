package org.vitalwire.ehr.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.uhn.fhir.context.FhirContext;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.Test;
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
import org.vitalwire.ehr.ledger.ChartKind;
import org.vitalwire.ehr.ledger.DeliveryLedger;
import org.vitalwire.ehr.ledger.DeliveryReport;
import org.vitalwire.ehr.ledger.DeliveryTargets;
import org.vitalwire.ehr.ledger.ObservationLedger;
import org.vitalwire.ehr.mapping.ObservationMapping;
import org.vitalwire.kit.database.DatabaseSettings;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.kit.erasure.ForgottenPatients;
import org.vitalwire.testkit.MutableClock;
import org.vitalwire.testkit.SharedInfrastructure;

/** Two processes that would both deliver a backlog, to a server that cuts connections. */
class DeliveryWorkerIT {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final String TARGET = "record";
    private static final int PATIENTS = 12;
    private static final int MINUTES = 15;

    private final MutableClock clock = new MutableClock(START);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void aBacklogArrivesInOrderAndOnceThoughConnectionsAreCutAndTheWriterChanges() {
        var fresh = SharedInfrastructure.newDatabase("ehr");
        try (ScriptedFhirServer server = ScriptedFhirServer.start();
                ServiceDatabase database =
                        ServiceDatabase.open(
                                new DatabaseSettings(
                                        fresh.jdbcUrl(), fresh.username(), fresh.password(), 4),
                                "ehr",
                                "classpath:db/ehr",
                                meters);
                TargetLocks ours = new TargetLocks(database.dataSource());
                TargetLocks theirs = new TargetLocks(database.dataSource())) {
            chartABacklog(database);
            server.failNext(Fault.CUT_AFTER_COMMIT, Fault.CUT_AFTER_COMMIT, Fault.CUT_AFTER_COMMIT);
            DeliveryWorker first = worker(server, database, ours);
            DeliveryWorker second = worker(server, database, theirs);

            first.start();
            await().until(() -> server.arrived().size() > PATIENTS);
            second.start();
            first.stop();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> new DeliveryReport(database, clock).backlog(TARGET).lines() == 0);
            second.stop();

            assertThat(server.versions("Observation")).hasSize(PATIENTS * MINUTES);
            assertThat(server.versions("Observation").values()).containsOnly(1);
            Map<String, List<Instant>> byPatient =
                    server.arrived().stream()
                            .collect(
                                    Collectors.groupingBy(
                                            observation -> observation.getSubject().getReference(),
                                            Collectors.mapping(
                                                    DeliveryWorkerIT::time, Collectors.toList())));
            assertThat(byPatient).hasSize(PATIENTS);
            assertThat(byPatient.values())
                    .allSatisfy(times -> assertThat(times).hasSize(MINUTES).isSorted());
        }
    }

    private static Instant time(Observation observation) {
        return observation.getEffectiveDateTimeType().getValue().toInstant();
    }

    /** Minute after minute, as it was measured, and nobody to deliver it for an hour. */
    private void chartABacklog(ServiceDatabase database) {
        new DeliveryTargets(database, clock).configured(List.of(TARGET));
        ObservationLedger charts =
                new ObservationLedger(database, clock, new ForgottenPatients(database, clock));
        for (int minute = 0; minute < MINUTES; minute++) {
            clock.advance(Duration.ofMinutes(1));
            List<ChartEntry> entries = new ArrayList<>();
            for (int patient = 0; patient < PATIENTS; patient++) {
                entries.add(line("p" + patient, START.plusSeconds(60L * minute)));
            }
            charts.chart(entries, Duration.ZERO);
        }
        clock.advance(Duration.ofHours(1));
    }

    private DeliveryWorker worker(
            ScriptedFhirServer server, ServiceDatabase database, TargetLocks locks) {
        TargetSettings settings = Targets.of(server.url(), Set.of(ChartKind.OBSERVATION));
        DeliveryLedger ledger = new DeliveryLedger(database, TARGET, clock);
        return new DeliveryWorker(
                TARGET,
                settings,
                () ->
                        new FhirRecord(
                                TARGET,
                                settings,
                                new FhirTarget(
                                        settings,
                                        ServerAccess.anonymous(),
                                        FhirContext.forR4Cached(),
                                        clock),
                                ledger,
                                patient -> Optional.empty(),
                                new NothingMerged(),
                                ObservationMapping.STANDARD,
                                meters),
                locks,
                new DeliveryTargets(database, clock),
                ledger,
                clock);
    }

    private static ChartEntry line(String patient, Instant minute) {
        MinuteSamples samples = new MinuteSamples(ChartItem.HEART_RATE, minute);
        samples.add(VitalSign.HEART_RATE, minute, 70);
        return new ChartEntry(
                new ChartKey(
                        new PatientId(patient),
                        Optional.of(new DeviceId("d-" + patient)),
                        ChartItem.HEART_RATE,
                        minute),
                new ChartFacts.Measured(samples),
                false,
                false);
    }
}
