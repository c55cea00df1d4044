package org.vitalwire.gateway.association;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.AssociationHistory;
import org.vitalwire.contracts.event.AssociationPeriod;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;

class CensusVerdictTest {

    private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant NOW = TEN.plusSeconds(3_600);
    private static final DeviceId DEVICE = new DeviceId("d-1");

    private static CensusEntry entry(
            String patient, @Nullable Instant dischargedAt, @Nullable String mergedInto) {
        return new CensusEntry(
                new PatientId(patient),
                Optional.empty(),
                Optional.empty(),
                Optional.of("ward-a"),
                Optional.empty(),
                false,
                Optional.ofNullable(dischargedAt),
                Optional.ofNullable(mergedInto).map(PatientId::new));
    }

    private static List<CensusVerdict> of(
            CensusEntry entry, List<CensusEntry> others, AssociationPeriod... periods) {
        return CensusVerdict.of(
                entry,
                patient ->
                        others.stream()
                                .filter(other -> other.patientId().equals(patient))
                                .findFirst(),
                List.of(new AssociationHistory(DEVICE, List.of(periods))),
                NOW);
    }

    @Test
    void aDischargeEndsTheAssociationWhenItHappenedAlsoIfItIsToldLate() {
        assertThat(of(entry("p-1", TEN, null), List.of(), open("p-1", TEN.minusSeconds(60))))
                .containsExactly(
                        new CensusVerdict.End(
                                DEVICE, open("p-1", TEN.minusSeconds(60)).associationId(), TEN));
    }

    @Test
    void aDischargeThatIsPlannedEndsItNowAndNeverLater() {
        assertThat(of(entry("p-1", NOW.plusSeconds(60), null), List.of(), open("p-1", TEN)))
                .containsExactly(
                        new CensusVerdict.End(DEVICE, open("p-1", TEN).associationId(), NOW));
    }

    @Test
    void aDeviceThatWasPutOnAfterTheDischargeIsAMatterForAPerson() {
        assertThat(of(entry("p-1", TEN, null), List.of(), open("p-1", TEN.plusSeconds(60))))
                .singleElement()
                .isInstanceOf(CensusVerdict.Check.class);
    }

    @Test
    void theDeviceOfAMergedRecordGoesToTheLastSurvivor() {
        Map<String, CensusEntry> census =
                Map.of("p-2", entry("p-2", null, "p-3"), "p-3", entry("p-3", null, null));
        assertThat(of(entry("p-1", null, "p-2"), List.copyOf(census.values()), open("p-1", TEN)))
                .containsExactly(
                        new CensusVerdict.Move(DEVICE, new PatientId("p-3"), Optional.of("bed-1")));
    }

    @Test
    void theDeviceOfARecordWhoseSurvivorIsGoneIsTakenOff() {
        assertThat(
                        of(
                                entry("p-1", null, "p-2"),
                                List.of(entry("p-2", TEN.plusSeconds(60), null)),
                                open("p-1", TEN)))
                .containsExactly(
                        new CensusVerdict.End(
                                DEVICE, open("p-1", TEN).associationId(), TEN.plusSeconds(60)));
    }

    @Test
    void aSurvivorOfWhomNothingIsKnownYetHasTheDeviceAllTheSame() {
        assertThat(of(entry("p-1", null, "p-2"), List.of(), open("p-1", TEN)))
                .containsExactly(
                        new CensusVerdict.Move(DEVICE, new PatientId("p-2"), Optional.of("bed-1")));
    }

    @Test
    void othersAndWhatHasEndedAreLeftAlone() {
        assertThat(
                        of(
                                entry("p-1", NOW, null),
                                List.of(),
                                TestLedgers.period("p-1", TEN, TEN.plusSeconds(60)),
                                open("p-2", TEN.plusSeconds(60))))
                .isEmpty();
        assertThat(of(entry("p-1", null, null), List.of(), open("p-1", TEN))).isEmpty();
    }

    private static AssociationPeriod open(String patient, Instant from) {
        return TestLedgers.period(patient, from, null);
    }
}
