package org.vitalwire.ehr.correction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.AssociationHistory;
import org.vitalwire.contracts.event.AssociationPeriod;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ehr.chart.ChartEntry;
import org.vitalwire.ehr.chart.ChartFacts;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.chart.ChartKey;
import org.vitalwire.ehr.chart.MinuteSamples;

class AttributionTest {

    private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");
    private static final DeviceId DEVICE = new DeviceId("d-1");

    private static AssociationPeriod period(String patient, int from, @Nullable Integer to) {
        return new AssociationPeriod(
                patient + from,
                new PatientId(patient),
                Optional.empty(),
                TEN.plusSeconds(from),
                Optional.ofNullable(to).map(TEN::plusSeconds),
                "test");
    }

    private static AssociationHistory history(AssociationPeriod... periods) {
        return new AssociationHistory(DEVICE, List.of(periods));
    }

    private static ChartEntry minute(String patient, int... seconds) {
        MinuteSamples samples = new MinuteSamples(ChartItem.HEART_RATE, TEN);
        for (int second : seconds) {
            samples.add(VitalSign.HEART_RATE, TEN.plusSeconds(second), 60 + second);
        }
        return new ChartEntry(
                new ChartKey(
                        new PatientId(patient), Optional.of(DEVICE), ChartItem.HEART_RATE, TEN),
                new ChartFacts.Measured(samples),
                false,
                false);
    }

    private static Attribution of(ChartEntry entry, AssociationHistory history) {
        return Attribution.of(entry, history, patient -> patient);
    }

    private static Set<Instant> times(ChartEntry entry) {
        return ((ChartFacts.Measured) entry.facts()).samples().times();
    }

    @Test
    void aMinuteIsDividedWhereTheDeviceChangedItsPatient() {
        Attribution attribution =
                of(
                        minute("p-1", 10, 30, 50),
                        history(period("p-1", 0, 30), period("p-2", 30, null)));

        assertThat(attribution.complete()).isFalse();
        assertThat(times(attribution.own().orElseThrow())).containsExactly(TEN.plusSeconds(10));
        assertThat(attribution.others())
                .singleElement()
                .satisfies(other -> {
                    assertThat(other.key().patientId()).isEqualTo(new PatientId("p-2"));
                    assertThat(times(other))
                            .containsExactlyInAnyOrder(TEN.plusSeconds(30), TEN.plusSeconds(50));
                });
    }

    @Test
    void whatTheHistoryGivesToNobodyIsNobodys() {
        Attribution attribution = of(minute("p-1", 10, 50), history(period("p-1", -60, 30)));

        assertThat(times(attribution.own().orElseThrow())).containsExactly(TEN.plusSeconds(10));
        assertThat(attribution.others()).isEmpty();
    }

    @Test
    void theRecordOfAPatientWhoWasForgottenIsNotMadeAnError() {
        assertThat(of(minute("p-1", 10), history()).complete()).isTrue();
        assertThat(of(minute("p-1", 10), history(period("p-2", 60, null))).complete()).isTrue();
    }

    @Test
    void recordsThatWereMergedAreOnePersonToWhomItBelongsEitherWay() {
        Attribution attribution =
                Attribution.of(
                        minute("gone", 10),
                        history(period("stays", 0, null)),
                        patient -> new PatientId("stays"));

        assertThat(attribution.complete()).isTrue();
    }

    @Test
    void onlyTimesWhosePatientIsAnotherAreChanged() {
        AssociationHistory before = history(period("p-1", 0, null));

        assertThat(
                        ChangedTimes.between(
                                Optional.of(before),
                                history(period("p-1", 0, 60), period("p-2", 60, null)),
                                TEN.plusSeconds(90)))
                .as("until it was told; later ones are attributed by it")
                .containsExactly(new Interval(TEN.plusSeconds(60), TEN.plusSeconds(90)));
        assertThat(ChangedTimes.between(Optional.of(before), before, TEN.plusSeconds(90)))
                .isEmpty();
        assertThat(
                        ChangedTimes.between(
                                Optional.of(before),
                                history(period("p-2", -30, 0), period("p-2", 0, null)),
                                TEN.plusSeconds(90)))
                .containsExactly(new Interval(TEN.minusSeconds(30), TEN.plusSeconds(90)));
        assertThat(
                        ChangedTimes.between(
                                Optional.empty(),
                                history(period("p-1", 0, 30)),
                                TEN.plusSeconds(90)))
                .containsExactly(new Interval(TEN, TEN.plusSeconds(30)));
    }
}
