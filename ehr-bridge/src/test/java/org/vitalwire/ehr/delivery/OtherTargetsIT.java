package org.vitalwire.ehr.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.hl7v2.model.Message;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.SocketFactory;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ehr.chart.ChartEntry;
import org.vitalwire.ehr.chart.ChartFacts;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.chart.ChartKey;
import org.vitalwire.ehr.chart.MinuteSamples;
import org.vitalwire.ehr.delivery.OruHospital.Reply;
import org.vitalwire.ehr.ledger.ChartKind;
import org.vitalwire.ehr.ledger.DeliveryLedger;
import org.vitalwire.ehr.ledger.DeliveryReport;
import org.vitalwire.ehr.ledger.DeliveryTargets;
import org.vitalwire.ehr.ledger.Due;
import org.vitalwire.ehr.ledger.DueLane;
import org.vitalwire.ehr.ledger.ObservationLedger;
import org.vitalwire.ehr.mapping.ObservationMapping;
import org.vitalwire.kit.database.DatabaseSettings;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.kit.erasure.ForgottenPatients;
import org.vitalwire.testkit.MutableClock;
import org.vitalwire.testkit.SharedInfrastructure;

/** Targets that are no FHIR servers: a real HAPI receiver of HL7 v2, and files. */
class OtherTargetsIT {

    private static final Instant MINUTE = Instant.parse("2026-11-22T10:00:00Z");
    private static final PatientId PATIENT = new PatientId("p1");
    private static final String TARGET = "other";
    private static final int LINES = 12;

    private final MutableClock clock = new MutableClock(MINUTE.plusSeconds(90));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private ServiceDatabase database;
    private ObservationLedger charts;
    private DeliveryLedger ledger;
    private DeliveryReport report;

    @TempDir private Path directory;

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
        new DeliveryTargets(database, clock).configured(List.of(TARGET));
        ledger = new DeliveryLedger(database, TARGET, clock);
        report = new DeliveryReport(database, clock);
    }

    @AfterEach
    void stop() {
        database.close();
    }

    @Test
    void aReceiverGetsEachLineOnceWithPatientPlaceTimeAndCodes() throws Exception {
        try (OruHospital hospital = new OruHospital();
                OruReceiver target = receiver(hospital)) {
            chart(LINES);
            charts.chart(List.of(pressure()), Duration.ZERO);

            deliverAll(target);

            assertThat(hospital.came()).hasSize(LINES + 1);
            assertThat(hospital.kept()).hasSize(LINES + 1);
            assertThat(report.backlog(TARGET).lines()).isZero();
            Message rate = ofCode(hospital, "147842");
            assertThat(OruHospital.get(rate, "/PATIENT_RESULT/PATIENT/PID-3-1")).isEqualTo("p1");
            assertThat(OruHospital.get(rate, "/PATIENT_RESULT/PATIENT/PID-3-4"))
                    .isEqualTo("HOSPITAL");
            assertThat(OruHospital.get(rate, "/PATIENT_RESULT/PATIENT/PID-5-1"))
                    .isEqualTo("Testmann, Erika");
            assertThat(OruHospital.get(rate, "/PATIENT_RESULT/PATIENT/PID-7"))
                    .isEqualTo("19610504");
            assertThat(OruHospital.get(rate, "/PATIENT_RESULT/PATIENT/VISIT/PV1-3-1"))
                    .isEqualTo("ward-a");
            assertThat(OruHospital.get(rate, "/PATIENT_RESULT/PATIENT/VISIT/PV1-3-3"))
                    .isEqualTo("7");
            assertThat(OruHospital.result(rate, "OBSERVATION(0)/OBX-2")).isEqualTo("NM");
            assertThat(OruHospital.result(rate, "OBSERVATION(0)/OBX-3-3")).isEqualTo("MDC");
            assertThat(OruHospital.result(rate, "OBSERVATION(0)/OBX-3-4")).isEqualTo("8867-4");
            assertThat(OruHospital.result(rate, "OBSERVATION(0)/OBX-5")).isEqualTo("60");
            assertThat(OruHospital.result(rate, "OBSERVATION(0)/OBX-6-1")).isEqualTo("/min");
            assertThat(OruHospital.result(rate, "OBSERVATION(0)/OBX-11")).isEqualTo("F");
            assertThat(OruHospital.result(rate, "OBSERVATION(0)/OBX-14"))
                    .isEqualTo("20261122100000.000+0000");
            assertThat(OruHospital.result(rate, "OBSERVATION(0)/OBX-18-1")).isEqualTo("d1");
            Message pressure = ofCode(hospital, "150021");
            assertThat(OruHospital.result(pressure, "OBSERVATION(0)/OBX-5")).isEqualTo("120");
            assertThat(OruHospital.result(pressure, "OBSERVATION(0)/OBX-6-1")).isEqualTo("266016");
            assertThat(OruHospital.result(pressure, "OBSERVATION(1)/OBX-3-1")).isEqualTo("150022");
            assertThat(OruHospital.result(pressure, "OBSERVATION(1)/OBX-11")).isEqualTo("X");
        }
    }

    @Test
    void whatWasNotAnsweredIsSentAgainUnderTheSameControlId() throws Exception {
        try (OruHospital hospital = new OruHospital();
                OruReceiver target = receiver(hospital)) {
            chart(3);
            hospital.replyNext(Reply.NOTHING);

            assertThat(deliverSome(target)).isInstanceOf(Lane.Outcome.Stop.class);
            deliverAll(target);

            assertThat(hospital.came()).hasSize(4);
            assertThat(hospital.kept()).hasSize(3);
            assertThat(hospital.came().get(1).encode()).isEqualTo(hospital.came().get(0).encode());
            assertThat(report.backlog(TARGET).lines()).isZero();
        }
    }

    @Test
    void anErrorFailsAloneAndIsExplainedWhileARejectionIsTriedAgainLater() throws Exception {
        try (OruHospital hospital = new OruHospital();
                OruReceiver target = receiver(hospital)) {
            chart(3);
            hospital.replyNext(Reply.ERROR, Reply.REJECTED);

            assertThat(deliverSome(target))
                    .isEqualTo(
                            new Lane.Outcome.Stop(
                                    new Answer.Unavailable("hl7-AR", Optional.empty())));
            deliverAll(target);
            assertThat(hospital.kept()).hasSize(1);
            clock.advance(Duration.ofMinutes(1));
            deliverAll(target);

            assertThat(hospital.kept()).hasSize(2);
            DeliveryReport.Failed failed = report.failed(TARGET, "", 10).getFirst();
            assertThat(failed.error()).isEqualTo("hl7:AE:103");
            assertThat(failed.refusal().orElseThrow().issues())
                    .singleElement()
                    .satisfies(issue -> {
                        assertThat(issue.expression()).isEqualTo("OBX.1.3");
                        assertThat(issue.diagnostics())
                                .startsWith("Table value not found")
                                .doesNotContain("Erika")
                                .doesNotContain("Testmann");
                    });
            assertThat(Explanation.of(failed.error()).meaning()).contains("AE");

            assertThat(report.retryFailed(TARGET)).isEqualTo(1);
            deliverAll(target);
            assertThat(hospital.kept()).hasSize(3);
        }
    }

    @Test
    void aLateValueIsACorrectionUnderAControlIdOfItsOwn() throws Exception {
        try (OruHospital hospital = new OruHospital();
                OruReceiver target = receiver(hospital)) {
            chart(1);
            deliverAll(target);
            charts.chart(List.of(line(0, 10, 150), line(0, 11, 150)), Duration.ZERO);

            deliverAll(target);

            assertThat(hospital.kept()).hasSize(2);
            List<Message> came = hospital.came();
            assertThat(OruHospital.result(came.get(1), "OBSERVATION(0)/OBX-11")).isEqualTo("C");
            assertThat(OruHospital.result(came.get(1), "OBSERVATION(0)/OBX-5")).isEqualTo("150");
            assertThat(OruHospital.get(came.get(1), "/PATIENT_RESULT/ORDER_OBSERVATION/OBR-3"))
                    .isEqualTo(
                            OruHospital.get(
                                    came.get(0), "/PATIENT_RESULT/ORDER_OBSERVATION/OBR-3"));
        }
    }

    @Test
    void filesHaveEachLineOnceAndAreClosedWhenTheyAreFull() throws Exception {
        NdjsonFolder target = folder(DataSize.ofBytes(2_000));
        chart(LINES);

        deliverAll(target);

        List<Observation> written = written();
        assertThat(written).extracting(Observation::getId).doesNotHaveDuplicates().hasSize(LINES);
        assertThat(written).allMatch(o -> o.getSubject().getReference().equals("Patient/p1"));
        assertThat(files().filter(name -> name.endsWith(".ndjson")))
                .as("closed")
                .contains("chart-00000001.ndjson");
        assertThat(files().filter(name -> name.endsWith(".part"))).hasSize(1);
        assertThat(report.backlog(TARGET).lines()).isZero();
    }

    @Test
    void afterACrashThereIsNoTornLineAndNoneTwice() throws Exception {
        NdjsonFolder target = folder(DataSize.ofMegabytes(1));
        chart(2);
        deliverAll(target);
        charts.chart(List.of(line(5, 0, 70), line(6, 0, 71), line(7, 0, 72)), Duration.ZERO);

        // As a crash leaves it: one line written and not confirmed, one torn, one not begun with.
        List<Due> due = ledger.due(ledger.dueLanes().getFirst(), 10);
        assertThat(due).hasSize(3);
        ledger.begin(due.stream().limit(2).map(Due::line).toList());
        NdjsonLines lines = new NdjsonLines(ObservationMapping.STANDARD, FhirContext.forR4Cached());
        String whole = lines.of(due.get(0).line(), Map.of()).orElseThrow();
        String torn = lines.of(due.get(1).line(), Map.of()).orElseThrow().substring(0, 80);
        Files.writeString(growing(), whole + "\n" + torn, StandardOpenOption.APPEND);
        deliverAll(folder(DataSize.ofMegabytes(1)));

        assertThat(written()).extracting(Observation::getId).doesNotHaveDuplicates().hasSize(5);
        assertThat(report.backlog(TARGET).lines()).isZero();
    }

    @Test
    void aLateValueIsAFurtherLineInTheNextVersion() throws Exception {
        NdjsonFolder target = folder(DataSize.ofMegabytes(1));
        chart(1);
        deliverAll(target);
        charts.chart(List.of(line(0, 10, 150), line(0, 11, 150)), Duration.ZERO);

        deliverAll(target);

        assertThat(written())
                .extracting(observation -> observation.getMeta().getVersionId())
                .containsExactly("1", "2");
        assertThat(written())
                .extracting(observation -> observation.getIdElement().getIdPart())
                .containsOnly(line(0, 0, 1).key().observationId());
    }

    private OruReceiver receiver(OruHospital hospital) {
        TargetSettings settings =
                Targets.oru(
                        new OruSettings(
                                "127.0.0.1",
                                hospital.port(),
                                Optional.empty(),
                                "VITALWIRE",
                                "",
                                "EHR",
                                "",
                                "HOSPITAL"));
        return new OruReceiver(
                TARGET,
                settings,
                SocketFactory.getDefault(),
                ledger,
                patient ->
                        Optional.of(
                                new CensusEntry(
                                        patient,
                                        Optional.of("Testmann, Erika"),
                                        Optional.of(LocalDate.of(1961, 5, 4)),
                                        Optional.of("ward-a"),
                                        Optional.of("7"),
                                        false)),
                new NothingMerged(),
                ObservationMapping.STANDARD,
                clock,
                meters);
    }

    private NdjsonFolder folder(DataSize rotateAt) {
        return new NdjsonFolder(
                TARGET,
                Targets.ndjson(new NdjsonSettings(directory.toString(), rotateAt), 4),
                ledger,
                new NothingMerged(),
                ObservationMapping.STANDARD,
                FhirContext.forR4Cached(),
                meters);
    }

    private Stream<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    private Path growing() throws IOException {
        return directory.resolve(
                files().filter(name -> name.endsWith(".part")).findFirst().orElseThrow());
    }

    private List<Observation> written() throws IOException {
        List<Observation> written = new ArrayList<>();
        for (String name : files().filter(name -> name.startsWith("chart-")).toList()) {
            for (String line : Files.readAllLines(directory.resolve(name))) {
                written.add(
                        FhirContext.forR4Cached()
                                .newJsonParser()
                                .parseResource(Observation.class, line));
            }
        }
        return written;
    }

    private static Message ofCode(OruHospital hospital, String mdc) {
        return hospital.came().stream()
                .filter(message ->
                        OruHospital.result(message, "OBSERVATION(0)/OBX-3-1").equals(mdc))
                .findFirst()
                .orElseThrow();
    }

    private void deliverAll(Target target) throws InterruptedException {
        List<? extends Lane> lanes = lanes(target);
        for (int round = 0; round < 100; round++) {
            List<DueLane> due = ledger.dueLanes();
            if (due.isEmpty()) {
                return;
            }
            var _ = lanes.get(due.getFirst().lane()).deliverSome(due.getFirst().urgency());
        }
        throw new AssertionError("delivery does not come to an end");
    }

    private Lane.Outcome deliverSome(Target target) throws InterruptedException {
        DueLane due = ledger.dueLanes().getFirst();
        return lanes(target).get(due.lane()).deliverSome(due.urgency());
    }

    private static List<? extends Lane> lanes(Target target) throws InterruptedException {
        Target.Connection.Ready ready = (Target.Connection.Ready) target.connect();
        assertThat(ready.kinds().delivered()).containsExactly(ChartKind.OBSERVATION);
        return ready.lanes();
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
        return entry(ChartItem.HEART_RATE, start, samples);
    }

    /** Of which the lower one could not be had. */
    private static ChartEntry pressure() {
        MinuteSamples samples = new MinuteSamples(ChartItem.BLOOD_PRESSURE, MINUTE);
        samples.add(VitalSign.SYSTOLIC_PRESSURE, MINUTE.plusSeconds(5), 120);
        return entry(ChartItem.BLOOD_PRESSURE, MINUTE, samples);
    }

    private static ChartEntry entry(ChartItem item, Instant minute, MinuteSamples samples) {
        return new ChartEntry(
                new ChartKey(PATIENT, Optional.of(new DeviceId("d1")), item, minute),
                new ChartFacts.Measured(samples),
                false,
                false);
    }
}
