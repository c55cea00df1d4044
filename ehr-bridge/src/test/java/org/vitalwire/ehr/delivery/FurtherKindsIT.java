package org.vitalwire.ehr.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vitalwire.ehr.ledger.ChartKind.COMMUNICATION;
import static org.vitalwire.ehr.ledger.ChartKind.DEVICE;
import static org.vitalwire.ehr.ledger.ChartKind.DEVICE_METRIC;
import static org.vitalwire.ehr.ledger.ChartKind.FLAG;
import static org.vitalwire.ehr.ledger.ChartKind.OBSERVATION;
import static org.vitalwire.ehr.ledger.ChartKind.TASK;

import ca.uhn.fhir.context.FhirContext;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Communication.CommunicationStatus;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.Flag.FlagStatus;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.AlertEpisode;
import org.vitalwire.contracts.event.AlertEpisode.Transition;
import org.vitalwire.contracts.event.DeviceStatus;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ehr.access.ServerAccess;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.delivery.ScriptedFhirServer.Fault;
import org.vitalwire.ehr.ledger.AlertLedger;
import org.vitalwire.ehr.ledger.ChartKind;
import org.vitalwire.ehr.ledger.DeliveryLedger;
import org.vitalwire.ehr.ledger.DeliveryReport;
import org.vitalwire.ehr.ledger.DeliveryTargets;
import org.vitalwire.ehr.ledger.DeliveryTargets.Kinds;
import org.vitalwire.ehr.ledger.DeviceLedger;
import org.vitalwire.ehr.ledger.DeviceLedger.Seen;
import org.vitalwire.ehr.ledger.DueLane;
import org.vitalwire.ehr.mapping.AlertLines;
import org.vitalwire.ehr.mapping.FurtherMapper;
import org.vitalwire.ehr.mapping.ObservationMapping;
import org.vitalwire.kit.database.DatabaseSettings;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.kit.erasure.ForgottenPatients;
import org.vitalwire.testkit.MutableClock;
import org.vitalwire.testkit.SharedInfrastructure;

/** Alerts and devices, delivered as exactly as Observations are. */
class FurtherKindsIT {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final String TARGET = "record";
    private static final DeviceId MONITOR = new DeviceId("monitor-1");

    private final MutableClock clock = new MutableClock(START.plusSeconds(120));
    private final ScriptedFhirServer server = ScriptedFhirServer.start();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private ServiceDatabase database;
    private AlertLedger alerts;
    private DeviceLedger devices;
    private DeliveryTargets targets;
    private DeliveryLedger ledger;
    private DeliveryReport report;
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
        alerts =
                new AlertLedger(
                        database,
                        AlertLines::between,
                        Duration.ofDays(14),
                        clock,
                        new ForgottenPatients(database, clock));
        devices = new DeviceLedger(database, FurtherMapper.NAMES, clock);
        targets = new DeliveryTargets(database, clock);
        targets.configured(List.of(TARGET));
        targets.setKinds(TARGET, new Kinds(Set.of(ChartKind.values()), Set.of()));
        targets.complete(TARGET);
        ledger = new DeliveryLedger(database, TARGET, clock);
        report = new DeliveryReport(database, clock);
        target =
                new FhirTarget(
                        Targets.of(server.url(), Set.of(ChartKind.values())),
                        ServerAccess.anonymous(),
                        FhirContext.forR4Cached(),
                        clock);
        lanes = lanes(true);
    }

    private List<Delivery> lanes(boolean clientIds) {
        Capabilities capabilities = new Capabilities(BundleType.TRANSACTION, clientIds);
        SubjectDirectory subjects =
                new SubjectDirectory(target, capabilities, id -> Optional.empty(), true, true);
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
                                8,
                                meters))
                .toList();
    }

    @AfterEach
    void stop() {
        target.close();
        server.close();
        database.close();
    }

    @Test
    void anAlertBecomesAFlagACallAndATaskAndItsEndChangesThemInPlace() throws InterruptedException {
        alerts.chart(List.of(transition(0, Transition.RAISED), transition(1, Transition.CALLED)));
        deliverAll();

        assertThat(server.versions("Flag").values()).containsExactly(1);
        assertThat(only(Flag.class).getStatus()).isEqualTo(FlagStatus.ACTIVE);
        assertThat(only(Communication.class).getStatus()).isEqualTo(CommunicationStatus.INPROGRESS);
        assertThat(only(Communication.class).getAboutFirstRep().getReference())
                .isEqualTo(server.versions("Flag").keySet().iterator().next());
        assertThat(only(Task.class).getStatus()).isEqualTo(Task.TaskStatus.REQUESTED);

        alerts.chart(List.of(transition(20, Transition.ACKNOWLEDGED), closed(60)));
        deliverAll();

        assertThat(only(Flag.class).getStatus()).isEqualTo(FlagStatus.INACTIVE);
        assertThat(only(Communication.class).getStatus()).isEqualTo(CommunicationStatus.COMPLETED);
        assertThat(only(Task.class).getStatus()).isEqualTo(Task.TaskStatus.COMPLETED);
        assertThat(server.versions("Flag").values()).containsExactly(2);
        assertThat(report.backlog(TARGET).lines()).isZero();
    }

    @Test
    void aTransitionThatComesAgainSendsNothing() throws InterruptedException {
        List<AlertEpisode> episode =
                List.of(transition(0, Transition.RAISED), transition(1, Transition.CALLED));
        assertThat(alerts.chart(episode)).isEqualTo(3);
        deliverAll();
        int before = server.transactions();

        assertThat(alerts.chart(episode)).isZero();
        deliverAll();

        assertThat(server.transactions()).isEqualTo(before);
    }

    @Test
    void aCutAnswerDoublesNothingThoughTheServerChoosesTheIds() throws InterruptedException {
        lanes = lanes(false);
        server.failNext(Fault.CUT_AFTER_COMMIT, Fault.CUT_AFTER_COMMIT);
        alerts.chart(List.of(transition(0, Transition.RAISED), transition(1, Transition.CALLED)));

        deliverAll();

        assertThat(server.versions("Flag")).hasSize(1);
        assertThat(server.versions("Flag").values()).containsExactly(1);
        assertThat(server.versions("Communication").values()).containsExactly(1);
        assertThat(server.versions("Task").values()).containsExactly(1);
        assertThat(only(Communication.class).getAboutFirstRep().getReference())
                .isEqualTo(server.versions("Flag").keySet().iterator().next());
        assertThat(only(Flag.class).getSubject().getReference())
                .isEqualTo(server.versions("Patient").keySet().iterator().next());
    }

    @Test
    void aTargetThatGetsNoFlagsGetsCallsThatReferToNone() throws InterruptedException {
        targets.setKinds(TARGET, new Kinds(Set.of(OBSERVATION, COMMUNICATION), Set.of(FLAG)));
        alerts.chart(List.of(transition(0, Transition.RAISED), transition(1, Transition.CALLED)));

        deliverAll();

        assertThat(server.versions("Flag")).isEmpty();
        assertThat(server.versions("Task")).isEmpty();
        assertThat(only(Communication.class).hasAbout()).isFalse();
        assertThat(report.backlog(TARGET).lines()).isZero();

        // From then on it does.
        targets.setKinds(TARGET, new Kinds(Set.of(OBSERVATION, COMMUNICATION, FLAG), Set.of()));
        targets.complete(TARGET);
        deliverAll();
        assertThat(server.versions("Flag").values()).containsExactly(1);
    }

    @Test
    void aFlagThatTheTargetHasIsEndedThoughItGetsNoMoreFlags() throws InterruptedException {
        alerts.chart(List.of(transition(0, Transition.RAISED)));
        deliverAll();
        targets.setKinds(TARGET, new Kinds(Set.of(OBSERVATION), Set.of()));

        alerts.chart(List.of(closed(60)));
        deliverAll();

        assertThat(only(Flag.class).getStatus()).isEqualTo(FlagStatus.INACTIVE);
    }

    @Test
    void aKindThatOurAccountMayNotWriteHoldsUpNothingElseAndBecomesAPersonsMatter()
            throws InterruptedException {
        server.forbid("Flag");
        alerts.chart(List.of(transition(0, Transition.RAISED)));
        devices.charted(List.of(new Seen(MONITOR, ChartItem.SPO2, true)));

        for (int hour = 0; hour < 8; hour++) {
            for (List<DueLane> due = ledger.dueLanes(); !due.isEmpty(); due = ledger.dueLanes()) {
                DueLane lane = due.getFirst();
                assertThat(lanes.get(lane.lane()).deliverSome(lane.urgency()))
                        .isInstanceOf(Lane.Outcome.Continue.class);
            }
            clock.advance(Duration.ofHours(1));
        }

        assertThat(server.versions("DeviceMetric")).hasSize(1);
        assertThat(report.failed(TARGET, "", 10))
                .extracting(DeliveryReport.Failed::error)
                .containsExactly("http-403", "flag-refused");
        assertThat(Explanation.of("http-403").meaning()).contains("may not write");

        server.forbid("nothing");
        assertThat(report.retryFailed(TARGET)).isEqualTo(2);
        deliverAll();
        assertThat(server.versions("Flag").values()).containsExactly(1);
        assertThat(server.versions("Task").values()).containsExactly(1);
    }

    @Test
    void alertsThatComeHoursLateAreBacklog() {
        clock.advance(Duration.ofHours(2));

        alerts.chart(List.of(transition(0, Transition.RAISED), closed(60)));

        assertThat(ledger.dueLanes())
                .extracting(DueLane::urgency)
                .containsExactly(DueLane.Urgency.BACKLOG);
    }

    @Test
    void aDeviceIsDeliveredOnceSomethingWasChartedOfItAndAgainWhenItsFirmwareChanges()
            throws InterruptedException {
        assertThat(devices.chart(List.of(status("1.0", 80)))).isZero();
        assertThat(devices.charted(List.of(new Seen(MONITOR, ChartItem.SPO2, true)))).isEqualTo(2);
        deliverAll();

        assertThat(only(Device.class).getVersionFirstRep().getValue()).isEqualTo("1.0");
        assertThat(only(Device.class).getMeta().getSecurityFirstRep().getCode()).isEqualTo("HTEST");
        assertThat(server.versions("DeviceMetric")).hasSize(1);

        assertThat(devices.chart(List.of(status("1.0", 12)))).as("battery").isZero();
        assertThat(devices.chart(List.of(status("1.1", 12)))).isEqualTo(1);
        assertThat(devices.charted(List.of(new Seen(MONITOR, ChartItem.SPO2, false))))
                .as("a person's, after all")
                .isEqualTo(2);
        deliverAll();

        assertThat(only(Device.class).getVersionFirstRep().getValue()).isEqualTo("1.1");
        assertThat(only(Device.class).getMeta().hasSecurity()).isFalse();
        assertThat(server.versions("Device").values()).containsExactly(2);
    }

    @Test
    void whatAnObservationNeedsOfADeviceDoesNotOverwriteWhatIsKnownOfIt()
            throws InterruptedException {
        devices.chart(List.of(status("1.0", 80)));
        devices.charted(List.of(new Seen(MONITOR, ChartItem.SPO2, false)));
        deliverAll();
        lanes = lanes(true);

        devices.charted(List.of(new Seen(MONITOR, ChartItem.HEART_RATE, false)));
        deliverAll();

        assertThat(server.versions("DeviceMetric")).hasSize(2);
        assertThat(only(Device.class).getVersionFirstRep().getValue()).isEqualTo("1.0");
    }

    @Test
    void whatEndedLongAgoAndIsDeliveredIsForgotten() throws InterruptedException {
        alerts.chart(List.of(transition(0, Transition.RAISED), closed(60)));
        assertThat(alerts.forgetEndedBefore(START.plusSeconds(3600), 10))
                .as("undelivered")
                .isZero();
        deliverAll();

        assertThat(alerts.forgetEndedBefore(START.plusSeconds(3600), 10)).isEqualTo(1);
        clock.advance(Duration.ofDays(20));
        assertThat(alerts.chart(List.of(closed(60)))).as("too old").isZero();
    }

    @Test
    void theReportTellsWhatATargetGetsAndWhatItDoesNotOffer() {
        targets.setKinds(TARGET, new Kinds(Set.of(OBSERVATION, DEVICE), Set.of(TASK)));

        assertThat(targets.kinds(TARGET))
                .contains(new Kinds(Set.of(OBSERVATION, DEVICE), Set.of(TASK)));
        assertThat(
                        new Capabilities(BundleType.TRANSACTION, true)
                                .kinds(
                                        server.capabilityStatement(),
                                        Set.of(OBSERVATION, FLAG, TASK, DEVICE_METRIC)))
                .isEqualTo(new Kinds(Set.of(OBSERVATION, FLAG), Set.of(TASK, DEVICE_METRIC)));
    }

    private <T extends org.hl7.fhir.r4.model.Resource> T only(Class<T> type) {
        List<String> keys =
                server.versions(type.getSimpleName()).keySet().stream()
                        .filter(key -> !key.equals("Device/vw-platform"))
                        .toList();
        assertThat(keys).hasSize(1);
        return server.resource(type, keys.getFirst());
    }

    private void deliverAll() throws InterruptedException {
        for (int round = 0; round < 100; round++) {
            List<DueLane> due = ledger.dueLanes();
            if (due.isEmpty()) {
                return;
            }
            var _ = lanes.get(due.getFirst().lane()).deliverSome(due.getFirst().urgency());
        }
        throw new AssertionError("delivery does not come to an end");
    }

    private static AlertEpisode transition(int seconds, Transition transition) {
        return episode(seconds, transition, true);
    }

    private static AlertEpisode closed(int seconds) {
        return episode(seconds, Transition.RESOLVED, false);
    }

    private static AlertEpisode episode(int seconds, Transition transition, boolean open) {
        return new AlertEpisode(
                "6f2d3c1e-0b52-4f7a-9d5e-0a1b2c3d4e5f",
                new PatientId("p1"),
                "low-spo2",
                Priority.HIGH,
                transition,
                START.plusSeconds(seconds),
                START,
                transition == Transition.ACKNOWLEDGED ? Optional.of("nurse-1") : Optional.empty(),
                "SpO2 low",
                open,
                open,
                false,
                true);
    }

    private static DeviceStatus status(String firmware, double battery) {
        return new DeviceStatus(
                MONITOR,
                "bedside-monitor",
                DeviceStatus.Connection.ONLINE,
                START,
                OptionalDouble.of(battery),
                Optional.of(firmware),
                Optional.empty());
    }
}
