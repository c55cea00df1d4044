package org.vitalwire.ingest.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.AssociationHistory;
import org.vitalwire.contracts.event.AssociationPeriod;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ingest.store.DevicePeriod;

class AssociationsTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final PatientId ANN = new PatientId("ann");
    private static final PatientId BOB = new PatientId("bob");
    private static final DeviceId MONITOR = new DeviceId("m1");

    private final Associations associations = new Associations();

    private static AssociationPeriod period(PatientId patient, Instant from, Optional<Instant> to) {
        return new AssociationPeriod(
                patient.value() + from,
                patient,
                Optional.of("bed " + patient.value()),
                from,
                to,
                "x");
    }

    private static AssociationHistory history(AssociationPeriod... periods) {
        return new AssociationHistory(MONITOR, List.of(periods));
    }

    @Test
    void handoverConcernsBothPatientsAndSplitsAtItsInstant() {
        associations.change("m1", history(period(ANN, NOON.minusSeconds(60), Optional.empty())));
        assertThat(
                        associations.change(
                                "m1",
                                history(
                                        period(ANN, NOON.minusSeconds(60), Optional.of(NOON)),
                                        period(BOB, NOON, Optional.empty()))))
                .containsExactlyInAnyOrder(ANN, BOB);
        assertThat(associations.presentAt(NOON.minusNanos(1))).containsOnlyKeys(ANN);
        assertThat(associations.presentAt(NOON)).containsOnlyKeys(BOB);
        assertThat(associations.periodsOf(ANN))
                .containsExactly(new DevicePeriod(MONITOR, NOON.minusSeconds(60), NOON));
        assertThat(associations.isOrWillBePresent(ANN, NOON)).isFalse();
    }

    @Test
    void unchangedPeriodsConcernNobody() {
        AssociationHistory same = history(period(ANN, NOON, Optional.empty()));
        associations.change("m1", same);
        assertThat(associations.change("m1", same)).isEmpty();
    }

    @Test
    void forgottenDeviceConcernsItsPatients() {
        associations.change("m1", history(period(ANN, NOON, Optional.empty())));
        assertThat(associations.change("m1", null)).containsExactly(ANN);
        assertThat(associations.presentAt(NOON)).isEmpty();
    }

    @Test
    void ofTwoDevicesTheBedOfTheLaterOneCounts() {
        associations.change("m1", history(period(ANN, NOON, Optional.empty())));
        associations.change(
                "m2",
                new AssociationHistory(
                        new DeviceId("m2"),
                        List.of(
                                new AssociationPeriod(
                                        "id",
                                        ANN,
                                        Optional.of("bed 9"),
                                        NOON.plusSeconds(1),
                                        Optional.empty(),
                                        "x"))));
        Associations.Present present = associations.presentAt(NOON.plusSeconds(2)).get(ANN);
        assertThat(present).isNotNull();
        assertThat(present.bed()).contains("bed 9");
        assertThat(present.devices()).hasSize(2);
    }
}
