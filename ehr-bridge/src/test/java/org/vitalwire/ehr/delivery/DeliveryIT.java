package org.vitalwire.ehr.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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
import org.vitalwire.ehr.ledger.Due;
import org.vitalwire.ehr.ledger.DueLane;
import org.vitalwire.ehr.ledger.DueLane.Urgency;
import org.vitalwire.ehr.ledger.ObservationLedger;
import org.vitalwire.ehr.ledger.Refusal;
import org.vitalwire.ehr.mapping.ObservationMapping;
import org.vitalwire.ehr.template.FhirTemplates;
import org.vitalwire.ehr.template.SiteMapping;
import org.vitalwire.kit.database.DatabaseSettings;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.kit.erasure.ForgottenPatients;
import org.vitalwire.testkit.MutableClock;
import org.vitalwire.testkit.SharedInfrastructure;

/** The ledger against a server that fails in all the ways that servers do. */
class DeliveryIT {

    private static final Instant MINUTE = Instant.parse("2026-11-22T10:00:00Z");
    private static final int LINES = 20;
    private static final String TARGET = "record";

    private final MutableClock clock = new MutableClock(MINUTE.plusSeconds(90));
    private final ScriptedFhirServer server = ScriptedFhirServer.start();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private ServiceDatabase database;
    private ObservationLedger charts;
    private DeliveryLedger ledger;
    private FhirTarget target;
    private DeliveryTargets targets;
    private DeliveryReport report;
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
        charts = new ObservationLedger(database, clock, new ForgottenPatients(database, clock));
        targets = new DeliveryTargets(database, clock);
        targets.configured(List.of(TARGET));
        report = new DeliveryReport(database, clock);
        ledger = new DeliveryLedger(database, TARGET, clock);
        TargetSettings settings =
                new TargetSettings(
                        server.url(),
                        TargetSettings.Ids.CLIENT,
                        true,
                        8,
                        8,
                        0,
                        Duration.ofMillis(100),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(1),
                        Set.of(ChartKind.OBSERVATION));
        target =
                new FhirTarget(
                        settings, ServerAccess.anonymous(), FhirContext.forR4Cached(), clock);
        lanes = newLanes(true);
    }

    /** As after a restart of the process: it knows what the ledger knows. */
    private List<Delivery> newLanes(boolean clientIds) {
        return newLanes(clientIds, ObservationMapping.STANDARD);
    }

    private List<Delivery> newLanes(boolean clientIds, ObservationMapping mapping) {
        Capabilities capabilities = new Capabilities(BundleType.TRANSACTION, clientIds);
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
                                mapping,
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
    void everythingArrivesOnce() throws InterruptedException {
        chart(LINES);

        deliverAll();

        assertThat(server.versions("Observation")).hasSize(LINES);
        assertThat(server.versions("Observation").values()).containsOnly(1);
        assertThat(server.versions("Patient")).containsOnlyKeys("Patient/p1");
        assertThat(server.versions("Device")).containsOnlyKeys("Device/vwd-d1");
        assertThat(report.backlog(TARGET).lines()).isZero();
    }

    @Test
    void anAnswerThatWasCutOffIsSettledWithoutDoubling() throws InterruptedException {
        chart(LINES);
        server.failNext(Fault.CUT_AFTER_COMMIT, Fault.SERVER_ERROR, Fault.CUT_AFTER_COMMIT);

        assertThat(deliverSome()).isInstanceOf(Lane.Outcome.Stop.class);
        lanes = newLanes(true);
        deliverAll();

        assertThat(server.versions("Observation")).hasSize(LINES);
        assertThat(server.versions("Observation").values()).containsOnly(1);
    }

    @Test
    void theServersWishToWaitIsPassedOn() throws InterruptedException {
        chart(LINES);
        server.failNext(Fault.TOO_MANY_REQUESTS);

        Lane.Outcome outcome = deliverSome();

        assertThat(outcome)
                .isEqualTo(
                        new Lane.Outcome.Stop(
                                new Answer.Unavailable(
                                        "http-429", Optional.of(Duration.ofSeconds(7)))));
        assertThat(server.versions("Observation")).isEmpty();
        assertThat(report.backlog(TARGET).lines()).isEqualTo(LINES);
    }

    @Test
    void whatWasOnlyAcceptedIsConfirmedWhenItIsThereAndNotBefore() throws InterruptedException {
        chart(3);
        server.failNext(Fault.ACCEPTED);

        deliverAll();
        assertThat(report.backlog(TARGET).lines()).isEqualTo(3);
        clock.advance(Duration.ofSeconds(11));
        deliverAll();
        assertThat(report.backlog(TARGET).lines()).as("looked for in vain").isEqualTo(3);
        server.storeAccepted();
        clock.advance(Duration.ofMinutes(2));
        deliverAll();

        assertThat(report.backlog(TARGET).lines()).isZero();
        assertThat(server.versions("Observation").values()).containsExactly(1, 1, 1);
        assertThat(server.observationBundles()).isEqualTo(1);
    }

    @Test
    void aConflictIsTriedAgainAndInTheEndAPersonsMatter() throws InterruptedException {
        chart(1);
        server.failNext(Fault.CONFLICT);
        deliverAll();
        assertThat(report.backlog(TARGET).lines()).as("postponed").isEqualTo(1);

        server.failNext(Collections.nCopies(7, Fault.CONFLICT).toArray(Fault[]::new));
        for (int hour = 0; hour < 8; hour++) {
            clock.advance(Duration.ofHours(1));
            deliverAll();
        }

        assertThat(report.failures(TARGET))
                .containsExactly(new DeliveryReport.Failure("409:conflict", 1));
    }

    @Test
    void theServersIdsAreFoundAgainByIdentifierAfterAnUnknownOutcome() throws InterruptedException {
        lanes = newLanes(false);
        chart(LINES);
        server.failNext(Fault.CUT_AFTER_COMMIT, Fault.CUT_AFTER_COMMIT, Fault.CUT_AFTER_COMMIT);

        deliverAll();

        assertThat(server.versions("Observation")).hasSize(LINES);
        assertThat(server.versions("Observation").values()).containsOnly(1);
    }

    @Test
    void severalOfOneIdentifierAreNotAddedTo() throws InterruptedException {
        lanes = newLanes(false);
        chart(1);
        deliverAll();
        server.doubleObservations();
        charts.chart(List.of(line(0, 10, 150), line(0, 11, 150)), Duration.ZERO);

        deliverAll();

        assertThat(report.failures(TARGET))
                .containsExactly(new DeliveryReport.Failure("several-at-target", 1));
    }

    @Test
    void eachTargetHasALedgerOfItsOwnAndALaterOneReceivesWhatThereIs() throws InterruptedException {
        chart(LINES);
        deliverAll();

        targets.configured(List.of("archive"));
        targets.complete("archive");
        charts.chart(List.of(line(LINES, 0, 150)), Duration.ZERO);

        assertThat(report.backlog("archive").lines()).isEqualTo(LINES + 1);
        assertThat(report.backlog(TARGET).lines()).isEqualTo(1);
        assertThat(targets.known()).containsExactly("archive", TARGET);

        clock.advance(Duration.ofDays(20));
        targets.configured(List.of(TARGET));
        targets.forgetUnseenSince(clock.instant().minus(Duration.ofDays(14)));
        deliverAll();

        assertThat(targets.known()).containsExactly(TARGET);
        assertThat(charts.forgetBefore(clock.instant(), 100)).isEqualTo(LINES + 1);
        assertThat(report.backlog("archive").lines()).isZero();
    }

    @Test
    void whatATargetDoesNotHaveIsNotForgotten() {
        chart(1);
        clock.advance(Duration.ofDays(20));

        assertThat(charts.forgetBefore(clock.instant(), 100)).isZero();
    }

    @Test
    void liveLinesGoBeforeTheBacklogWhichKeepsItsOrder() {
        chart(3);
        clock.advance(Duration.ofHours(1));
        charts.chart(List.of(line(0, 20, 150), line(10, 0, 150)), Duration.ZERO);

        DueLane first = ledger.dueLanes().getFirst();

        assertThat(ledger.dueLanes()).hasSize(1);
        assertThat(first.urgency()).isEqualTo(Urgency.LIVE);
        assertThat(ledger.due(first, 10)).hasSize(2);
        assertThat(ledger.due(new DueLane(first.lane(), Urgency.BACKLOG), 10)).hasSize(2);
    }

    @Test
    void refusedContentFailsAloneAndItsNeighboursPass() throws InterruptedException {
        chart(LINES);
        server.refuse(
                observation -> observation.getValueQuantity().getValue().intValue() == 60 + 13);

        deliverAll();

        assertThat(server.versions("Observation")).hasSize(LINES - 1);
        assertThat(report.backlog(TARGET).failed()).isEqualTo(1);
        assertThat(report.failures(TARGET))
                .containsExactly(new DeliveryReport.Failure("422:business-rule", 1));
        assertThat(report.failed(TARGET, "", 10))
                .singleElement()
                .satisfies(failed ->
                        assertThat(failed.refusal().orElseThrow().issues())
                                .containsExactly(
                                        new Refusal.Issue(
                                                "business-rule", null, "quotes what was sent")));

        server.refuse(observation -> false);
        assertThat(report.retryFailed(TARGET)).isEqualTo(1);
        deliverAll();

        assertThat(server.versions("Observation")).hasSize(LINES);
    }

    @Test
    void whatIsChartedAnewIsDeliveredAnewAsTheSameObservation() throws InterruptedException {
        chart(1);
        deliverAll();
        charts.chart(List.of(line(0, 10, 150), line(0, 11, 150)), Duration.ZERO);

        deliverAll();

        assertThat(server.versions("Observation").values()).containsExactly(2);
    }

    @Test
    void whatIsChartedAnewWhileItIsOnItsWayIsNotTakenForConfirmed() throws InterruptedException {
        chart(1);
        var onItsWay = ledger.due(ledger.dueLanes().getFirst(), 1).stream().map(Due::line).toList();
        ledger.begin(onItsWay);
        charts.chart(List.of(line(0, 10, 150), line(0, 11, 150)), Duration.ZERO);

        ledger.confirm(onItsWay, java.util.Map.of());

        assertThat(report.backlog(TARGET).lines()).isEqualTo(1);
    }

    @Test
    void chartingTheSameAgainSendsNothing() throws InterruptedException {
        chart(LINES);
        deliverAll();
        int before = server.transactions();

        chart(LINES);
        deliverAll();

        assertThat(server.transactions()).isEqualTo(before);
    }

    @Test
    void aTargetGetsObservationsAsTheSitesTemplatesSay() throws Exception {
        String mapping =
                """
                {"templateType": "CodeValueFhir", "template": {"typeName": "the site's rate",
                 "codes": [{"code": "8867-4", "system": "http://loinc.org"}],
                 "value": {"valueName": "hr", "valueType": "Quantity", "unit": "count/min"}}}
                """;
        lanes =
                newLanes(
                        true,
                        SiteMapping.of(
                                FhirTemplates.read(mapping.getBytes(StandardCharsets.UTF_8))));
        server.refuse(observation -> !observation.getCode().getText().equals("the site's rate"));
        chart(LINES);

        deliverAll();

        assertThat(server.versions("Observation")).hasSize(LINES);
        assertThat(report.backlog(TARGET).failed()).isZero();
    }

    private void deliverAll() throws InterruptedException {
        for (int round = 0; round < 100; round++) {
            if (ledger.dueLanes().isEmpty()) {
                return;
            }
            var _ = deliverSome();
        }
        throw new AssertionError("delivery does not come to an end");
    }

    private Lane.Outcome deliverSome() throws InterruptedException {
        DueLane lane = ledger.dueLanes().getFirst();
        return lanes.get(lane.lane()).deliverSome(lane.urgency());
    }

    private void chart(int lines) {
        List<ChartEntry> entries = new ArrayList<>();
        for (int i = 0; i < lines; i++) {
            entries.add(line(i, 0, 60 + i));
        }
        charts.chart(entries, Duration.ZERO);
    }

    private static ChartEntry line(int minute, int second, double rate) {
        Instant start = MINUTE.minusSeconds(60L * minute);
        MinuteSamples samples = new MinuteSamples(ChartItem.HEART_RATE, start);
        samples.add(VitalSign.HEART_RATE, start.plusSeconds(second), rate);
        return new ChartEntry(
                new ChartKey(
                        new PatientId("p1"),
                        Optional.of(new DeviceId("d1")),
                        ChartItem.HEART_RATE,
                        start),
                new ChartFacts.Measured(samples),
                false,
                false);
    }
}
