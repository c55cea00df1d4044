package org.vitalwire.ehr.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ehr.chart.ChartEntry;
import org.vitalwire.ehr.chart.ChartFacts;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.chart.ChartKey;
import org.vitalwire.ehr.chart.MinuteSamples;
import org.vitalwire.ehr.delivery.ScriptedFhirServer.Fault;
import org.vitalwire.ehr.ledger.DeliveryLedger;
import org.vitalwire.ehr.ledger.ObservationLedger;
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

    private final MutableClock clock = new MutableClock(MINUTE.plusSeconds(90));
    private final ScriptedFhirServer server = ScriptedFhirServer.start();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private ServiceDatabase database;
    private ObservationLedger charts;
    private DeliveryLedger ledger;
    private FhirTarget target;
    private Delivery delivery;

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
        ledger = new DeliveryLedger(database, clock);
        TargetSettings settings =
                new TargetSettings(
                        server.url(),
                        "",
                        TargetSettings.Ids.CLIENT,
                        true,
                        8,
                        Duration.ofMillis(100),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(1));
        target = new FhirTarget(server.url(), settings, FhirContext.forR4Cached(), clock);
        delivery = newDelivery();
    }

    /** As after a restart of the process: it knows what the ledger knows. */
    private Delivery newDelivery() {
        return newDelivery(ObservationMapping.STANDARD);
    }

    private Delivery newDelivery(ObservationMapping mapping) {
        Capabilities capabilities = new Capabilities(BundleType.TRANSACTION, true);
        return new Delivery(
                target,
                capabilities,
                ledger,
                new SubjectDirectory(target, capabilities, id -> Optional.empty(), true),
                mapping,
                8,
                meters);
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
        assertThat(ledger.backlog().lines()).isZero();
    }

    @Test
    void anAnswerThatWasCutOffIsSettledWithoutDoubling() throws InterruptedException {
        chart(LINES);
        server.failNext(Fault.CUT_AFTER_COMMIT, Fault.SERVER_ERROR, Fault.CUT_AFTER_COMMIT);

        assertThat(delivery.deliverSome()).isInstanceOf(Delivery.Outcome.Stop.class);
        delivery = newDelivery();
        deliverAll();

        assertThat(server.versions("Observation")).hasSize(LINES);
        assertThat(server.versions("Observation").values()).containsOnly(1);
    }

    @Test
    void theServersWishToWaitIsPassedOn() throws InterruptedException {
        chart(LINES);
        server.failNext(Fault.TOO_MANY_REQUESTS);

        Delivery.Outcome outcome = delivery.deliverSome();

        assertThat(outcome)
                .isEqualTo(
                        new Delivery.Outcome.Stop(
                                new Answer.Unavailable(
                                        "http-429", Optional.of(Duration.ofSeconds(7)))));
        assertThat(server.versions("Observation")).isEmpty();
        assertThat(ledger.backlog().lines()).isEqualTo(LINES);
    }

    @Test
    void refusedContentFailsAloneAndItsNeighboursPass() throws InterruptedException {
        chart(LINES);
        server.refuse(
                observation -> observation.getValueQuantity().getValue().intValue() == 60 + 13);

        deliverAll();

        assertThat(server.versions("Observation")).hasSize(LINES - 1);
        assertThat(ledger.backlog().failed()).isEqualTo(1);
        assertThat(ledger.failures())
                .containsExactly(new DeliveryLedger.Failure("422:business-rule", 1));

        server.refuse(observation -> false);
        assertThat(ledger.retryFailed()).isEqualTo(1);
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
        var onItsWay = ledger.due(1);
        ledger.begin(onItsWay);
        charts.chart(List.of(line(0, 10, 150), line(0, 11, 150)), Duration.ZERO);

        ledger.confirm(onItsWay, java.util.Map.of());

        assertThat(ledger.backlog().lines()).isEqualTo(1);
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
        delivery =
                newDelivery(
                        SiteMapping.of(
                                FhirTemplates.read(mapping.getBytes(StandardCharsets.UTF_8))));
        server.refuse(observation -> !observation.getCode().getText().equals("the site's rate"));
        chart(LINES);

        deliverAll();

        assertThat(server.versions("Observation")).hasSize(LINES);
        assertThat(ledger.backlog().failed()).isZero();
    }

    private void deliverAll() throws InterruptedException {
        for (int round = 0; round < 100; round++) {
            if (delivery.deliverSome() instanceof Delivery.Outcome.Continue(int lines)
                    && lines == 0) {
                return;
            }
        }
        throw new AssertionError("delivery does not come to an end");
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
