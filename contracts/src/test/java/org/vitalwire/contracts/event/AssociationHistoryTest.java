package org.vitalwire.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;

class AssociationHistoryTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void aPeriodHoldsItsStartAndNotItsEnd() {
        AssociationHistory history =
                history(
                        period("P1", NOON, NOON.plusSeconds(60)),
                        period("P2", NOON.plusSeconds(60), null));
        assertThat(patientAt(history, NOON.minusMillis(1))).isEmpty();
        assertThat(patientAt(history, NOON)).contains("P1");
        assertThat(patientAt(history, NOON.plusMillis(59_999))).contains("P1");
        assertThat(patientAt(history, NOON.plusSeconds(60))).contains("P2");
    }

    @Test
    void aDeviceIsNeverOnTwoPatientsAtOnce() {
        assertThatThrownBy(() ->
                        history(period("P1", NOON, null), period("P2", NOON.plusSeconds(60), null)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        history(
                                period("P1", NOON, NOON.plusSeconds(61)),
                                period("P2", NOON.plusSeconds(60), null)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anIdentifierOfAPatientIsNotPrinted() {
        assertThat(period("P1", NOON, null).toString()).doesNotContain("P1");
    }

    private static Optional<String> patientAt(AssociationHistory history, Instant instant) {
        return history.at(instant).map(period -> period.patientId().value());
    }

    private static AssociationHistory history(AssociationPeriod... periods) {
        return new AssociationHistory(new DeviceId("monitor-1"), List.of(periods));
    }

    private static AssociationPeriod period(
            String patient, Instant from, @org.jspecify.annotations.Nullable Instant to) {
        return new AssociationPeriod(
                "association-of-" + from,
                new PatientId(patient),
                Optional.empty(),
                from,
                Optional.ofNullable(to),
                "test");
    }
}
