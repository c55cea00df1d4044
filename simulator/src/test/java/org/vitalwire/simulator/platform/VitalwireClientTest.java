package org.vitalwire.simulator.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vitalwire.simulator.device.EnrolledDevice;
import org.vitalwire.simulator.fake.FakePlatform;

class VitalwireClientTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir Path keys;
    private FakePlatform platform;
    private VitalwireClient client;

    @BeforeEach
    void start() throws IOException {
        platform = new FakePlatform();
        client = new VitalwireClient(platform.url(), TokenSource.fixed("a-token"));
    }

    @AfterEach
    void stop() {
        client.close();
        platform.close();
    }

    @Test
    void enrolmentLeavesKeyAndCertificateForTheOwnersEyesOnly() throws IOException {
        EnrolledDevice device = client.enrol("monitor-1", "bedside-monitor", keys);

        assertThat(device.topic()).isEqualTo("vitalwire/v1/monitor-1/readings");
        assertThat(device.port()).isEqualTo(platform.gateway().port());
        for (Path file : List.of(device.keyFile(), device.certFile(), device.caFile())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(Files.readString(device.keyFile())).startsWith("-----BEGIN PRIVATE KEY-----");
        assertThat(Files.readString(device.certFile())).startsWith("-----BEGIN CERTIFICATE-----");
        assertThat(keys.resolve("monitor-1")).isDirectoryNotContaining("glob:**requested");
    }

    @Test
    void enrollingAgainKeepsTheCertificate() throws IOException {
        EnrolledDevice first = client.enrol("monitor-1", "bedside-monitor", keys);
        String certificate = Files.readString(first.certFile());

        EnrolledDevice second = client.enrol("monitor-1", "bedside-monitor", keys);

        assertThat(second).isEqualTo(first);
        assertThat(Files.readString(second.certFile())).isEqualTo(certificate);
        assertThat(platform.signed()).isEqualTo(1);
    }

    @Test
    void aCertificateOfAnotherAuthorityIsReplaced() throws IOException {
        client.enrol("monitor-1", "bedside-monitor", keys);
        try (FakePlatform other = new FakePlatform();
                VitalwireClient there =
                        new VitalwireClient(other.url(), TokenSource.fixed("a-token"))) {
            EnrolledDevice device = there.enrol("monitor-1", "bedside-monitor", keys);

            assertThat(other.signed()).isEqualTo(1);
            assertThat(Files.readString(device.caFile()))
                    .isEqualTo(other.certificates().authorityPem());
        }
    }

    @Test
    void anAssociationThatHoldsAlreadyIsNotMadeAgain() {
        client.associate("d", "p", "A1", NOON);
        client.associate("d", "p", "A1", NOON.plusSeconds(3_600));

        assertThat(platform.associations()).hasSize(1);
    }

    @Test
    void anEarlierTimeOfTheSamePatientIsAddedBeforeTheOpenPeriod() {
        client.associate("d", "p", "A1", NOON);
        client.associate("d", "p", "A1", NOON.minusSeconds(3_600));

        assertThat(platform.associations()).hasSize(2);
        assertThat(platform.associations().getLast())
                .containsEntry("from", "2026-11-22T11:00:00Z")
                .containsEntry("to", "2026-11-22T12:00:00Z");
    }

    @Test
    void aTimeThatReachesBackIntoAnEndedPeriodGoesOnFromItsEnd() {
        client.associate("d", "p", "A1", NOON);
        client.endAssociation("d");
        String ended = Objects.requireNonNull(platform.associations().getFirst().get("to"));

        client.associate("d", "p", "A1", NOON.plusSeconds(60));

        assertThat(platform.associations()).hasSize(2);
        assertThat(platform.associations().getLast())
                .containsEntry("from", ended)
                .doesNotContainKey("to");
    }

    @Test
    void aCensusEntryIsMarkedAsSynthetic() {
        assertThat(client.isInCensus("sim-a1")).isFalse();

        client.putCensus(
                new CensusFacts(
                        "sim-a1", "SIM Adams, Ada", LocalDate.of(1940, 2, 3), "ward-a", "A1"));

        assertThat(client.isInCensus("sim-a1")).isTrue();
        assertThat(platform.census())
                .hasEntrySatisfying(
                        "sim-a1",
                        entry -> assertThat(entry.path("synthetic").asBoolean()).isTrue());
    }

    @Test
    void anOxygenTargetIsOrdered() {
        client.putOxygenTarget("sim-a3", 2);

        assertThat(platform.oxygenTargets()).isEqualTo(Map.of("sim-a3", 2));
    }

    @Test
    void aPlatformThatIsNotReadyIsAskedAgain() {
        platform.beUnavailableFor(1);

        assertThat(client.findings("p")).isEqualTo(3);
    }

    @Test
    void aRefusalIsExplainedWithoutThePatient() {
        try (VitalwireClient stranger =
                new VitalwireClient(platform.url(), TokenSource.fixed("another"))) {
            assertThatThrownBy(() -> stranger.putOxygenTarget("patient-7", 2))
                    .isInstanceOf(VitalwireApiException.class)
                    .hasMessageContaining("401")
                    .hasMessageNotContaining("patient-7");
        }
    }
}
