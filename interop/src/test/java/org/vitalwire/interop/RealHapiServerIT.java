package org.vitalwire.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.uhn.fhir.jpa.provider.BaseResourceProviderR4Test;
import ca.uhn.fhir.rest.api.SummaryEnum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.ClockQuality;
import org.vitalwire.contracts.reading.Lane;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.topic.Keys;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.embedded.ServiceDatabase;
import org.vitalwire.testkit.ServiceProcess;
import org.vitalwire.testkit.SharedInfrastructure;
import org.vitalwire.testkit.TestTokens;

/**
 * The bridge, as it is shipped, against a real HAPI JPA server: what is delivered again, after a
 * crash or because nobody knew whether it had arrived, creates nothing and changes nothing.
 */
class RealHapiServerIT extends BaseResourceProviderR4Test {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int PATIENTS = 3;
    private static final int MINUTES = 3;

    /** Heart rate, SpO2, blood pressure, temperature, oxygen flow. */
    private static final int LINES_A_MINUTE = 5;

    private static final int OBSERVATIONS = PATIENTS * MINUTES * LINES_A_MINUTE;

    private final Instant start =
            Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(30));
    private ServiceDatabase database;
    private ServiceProcess bridge;

    @BeforeEach
    void startInfrastructure() {
        SharedInfrastructure.startAll();
        database = SharedInfrastructure.newDatabase("ehr");
    }

    @AfterEach
    void stopBridge() {
        bridge.kill9();
    }

    @Test
    void deliveringAgainUnderOurOwnIdsCreatesAndChangesNothing() throws Exception {
        deliverTwiceAndKillBetween("auto", "client-");
    }

    @Test
    void deliveringAgainUnderTheServersIdsCreatesAndChangesNothing() throws Exception {
        deliverTwiceAndKillBetween("server", "server-");
    }

    @Test
    void aPatientOfTheHospitalIsNeverChanged() throws Exception {
        Patient known = new Patient();
        known.setId("hospital-1");
        known.addName().setFamily("Known").addGiven("Well");
        myClient.update().resource(known).execute();
        bridge = startBridge("auto");

        send(List.of(reading("hospital-1", "monitor-9", start, 61)));
        awaitConfirmed(LINES_A_MINUTE);

        Patient after = myClient.read().resource(Patient.class).withId("hospital-1").execute();
        assertThat(after.getMeta().getVersionId()).isEqualTo("1");
        assertThat(after.getNameFirstRep().getFamily()).isEqualTo("Known");
    }

    private void deliverTwiceAndKillBetween(String ids, String prefix) throws Exception {
        bridge = startBridge(ids);
        send(readings(prefix));
        awaitConfirmed(OBSERVATIONS);
        Map<String, String> delivered = versions();
        assertThat(delivered).hasSize(OBSERVATIONS);
        assertThat(delivered.values()).containsOnly("1");

        // Everything once more, with the process killed somewhere in the middle of it.
        execute("update delivery set state = 'INTENDED', due_at = now()");
        await().atMost(PATIENCE)
                .until(() -> count("select count(*) from delivery where state <> 'INTENDED'") > 0);
        bridge.kill9();
        bridge = startBridge(ids);
        awaitConfirmed(OBSERVATIONS);

        assertThat(versions()).isEqualTo(delivered);
        assertThat(total(Patient.class)).isEqualTo(PATIENTS);

        // A late value is the same Observation, in its second version.
        send(List.of(reading(prefix + "0", prefix + "monitor-0", start.plusSeconds(20), 180)));
        await().atMost(PATIENCE).untilAsserted(() ->
                assertThat(versions().values().stream().filter("2"::equals)).isNotEmpty());
        awaitConfirmed(OBSERVATIONS);
        assertThat(versions().keySet()).isEqualTo(delivered.keySet());
    }

    private ServiceProcess startBridge(String ids) throws IOException {
        return ServiceProcess.jar(executableJar())
                .jvmArguments("-Xmx256m")
                .arguments(
                        "--server.port=0",
                        "--vitalwire.kafka.bootstrap-servers="
                                + SharedInfrastructure.bootstrapServers(),
                        "--vitalwire.ehr.database.url=" + database.jdbcUrl(),
                        "--vitalwire.ehr.database.username=" + database.username(),
                        "--vitalwire.ehr.database.password=" + database.password(),
                        "--vitalwire.security.issuer=" + TestTokens.shared().issuer(),
                        "--vitalwire.ehr.charting.quiet=2s",
                        "--vitalwire.ehr.charting.settle=500ms",
                        "--vitalwire.ehr.charting.flush-interval=200ms",
                        "--vitalwire.ehr.target.ids=" + ids,
                        "--vitalwire.ehr.target.bundle-size=10",
                        "--vitalwire.ehr.target.poll-interval=100ms")
                .environment("FHIR_SERVER_URL", myServerBase)
                .start()
                // Then its topics are there: what is sent before waits for them, but a minute only.
                .awaitOutput("Started EhrBridgeApplication", PATIENCE);
    }

    private static Path executableJar() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../ehr-bridge/target"))) {
            return files.filter(file -> file.getFileName().toString().endsWith("-exec.jar"))
                    .max(Comparator.comparing(Path::toString))
                    .orElseThrow(() -> new IllegalStateException("package ehr-bridge first"));
        }
    }

    private List<ProducerRecord<String, byte[]>> readings(String prefix) {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (int patient = 0; patient < PATIENTS; patient++) {
            for (int second = 0; second < MINUTES * 60; second += 10) {
                records.add(
                        reading(
                                prefix + patient,
                                prefix + "monitor-" + patient,
                                start.plusSeconds(second),
                                60 + patient));
            }
        }
        return records;
    }

    private static ProducerRecord<String, byte[]> reading(
            String patient, String device, Instant time, double heartRate) {
        Reading reading =
                new Reading(
                        device + "-" + time + "-" + heartRate,
                        new DeviceId(device),
                        Optional.of(new PatientId(patient)),
                        Optional.empty(),
                        heartRate > 100 ? time.plusSeconds(5) : time,
                        Duration.ZERO,
                        ClockQuality.SYNCHRONISED,
                        time,
                        Lane.LIVE,
                        List.of(
                                new VitalValue(VitalSign.HEART_RATE, heartRate, 0),
                                new VitalValue(VitalSign.SPO2, 96, 0),
                                new VitalValue(VitalSign.SYSTOLIC_PRESSURE, 120, 0),
                                new VitalValue(VitalSign.DIASTOLIC_PRESSURE, 80, 0),
                                new VitalValue(VitalSign.TEMPERATURE, 36.9, 0),
                                new VitalValue(VitalSign.OXYGEN_FLOW, 2, 0)),
                        true);
        return new ProducerRecord<>(
                Topic.READINGS.topicName(),
                Keys.of(reading),
                EventCodecs.READING.encode(reading));
    }

    private static void send(List<ProducerRecord<String, byte[]>> records) {
        SharedInfrastructure.kafka().probe().produceAll(records);
    }

    private void awaitConfirmed(int lines) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() ->
                        isMigrated()
                                && count("select count(*) from observation") == lines
                                && count(
                                                "select count(*) from delivery"
                                                        + " where target = 'default'"
                                                        + " and state = 'CONFIRMED'")
                                        == lines);
    }

    private boolean isMigrated() throws SQLException {
        return count(
                        "select count(*) from information_schema.tables"
                                + " where table_name = 'delivery'")
                > 0;
    }

    private Map<String, String> versions() {
        Bundle all =
                myClient.search()
                        .forResource(Observation.class)
                        .count(500)
                        .returnBundle(Bundle.class)
                        .execute();
        Map<String, String> versions = new TreeMap<>();
        all.getEntry().stream()
                .map(entry -> entry.getResource())
                .forEach(resource ->
                        versions.put(
                                resource.getIdElement().getIdPart(),
                                resource.getMeta().getVersionId()));
        return versions;
    }

    private int total(Class<? extends org.hl7.fhir.r4.model.Resource> type) {
        return myClient.search()
                .forResource(type)
                .summaryMode(SummaryEnum.COUNT)
                .returnBundle(Bundle.class)
                .execute()
                .getTotal();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set search_path to ehr");
            statement.execute(sql);
        }
    }

    private int count(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set search_path to ehr");
            try (ResultSet result = statement.executeQuery(sql)) {
                result.next();
                return result.getInt(1);
            }
        }
    }
}
