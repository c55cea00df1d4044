package org.vitalwire.ehr.census;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ehr.census.CensusChange.Place;
import org.vitalwire.ehr.census.CensusChange.Stay;
import org.vitalwire.ehr.census.CensusRules.Known;
import org.vitalwire.ehr.census.CensusRules.Verdict;

class CensusRulesTest {

    private static final PatientId PATIENT = new PatientId("p-1");
    private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");
    private static final Optional<Place> BED_7 = place("ward-a", "7");
    private static final Optional<Place> BED_8 = place("ward-b", "8");

    @Test
    void anOlderWordNeverOverwritesANewerOne() {
        Known known = applied(Optional.empty(), here(BED_8, 10, CensusSource.ADT));

        assertThat(CensusRules.after(Optional.of(known), here(BED_7, 9, CensusSource.ADT)))
                .isEqualTo(new Verdict.Older());
        assertThat(applied(Optional.of(known), here(BED_7, 10, CensusSource.ADT)).entry().bed())
                .as("of the same minute the one that came later")
                .contains("7");
    }

    @Test
    void theUnitOfADischargedPatientStaysKnownAndTheBedIsFree() {
        Known known = applied(Optional.empty(), here(BED_7, 0, CensusSource.ADT));

        CensusEntry gone = applied(Optional.of(known), gone(10)).entry();

        assertThat(gone.isHere()).isFalse();
        assertThat(gone.dischargedAt()).contains(TEN.plusSeconds(600));
        assertThat(gone.careUnit()).contains("ward-a");
        assertThat(gone.bed()).isEmpty();
        assertThat(gone.displayName()).contains("Test, One");
    }

    @Test
    void anUpdateDoesNotBringADischargedPatientBack() {
        Known gone =
                applied(
                        Optional.of(applied(Optional.empty(), here(BED_7, 0, CensusSource.ADT))),
                        gone(10));

        CensusEntry updated =
                applied(Optional.of(gone), change(BED_8, new Stay.AsBefore(), 20, CensusSource.ADT))
                        .entry();
        CensusEntry back = applied(Optional.of(gone), here(BED_8, 30, CensusSource.ADT)).entry();

        assertThat(updated.isHere()).isFalse();
        assertThat(updated.careUnit()).contains("ward-a");
        assertThat(back.isHere()).isTrue();
        assertThat(back.bed()).contains("8");
    }

    @Test
    void aFhirServerOnlyFillsInWhatAdmissionMessagesLeaveOpen() {
        Known known =
                new Known(
                        new CensusEntry(
                                PATIENT,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("ward-a"),
                                Optional.of("7"),
                                false),
                        CensusSource.ADT,
                        TEN);

        Known after = applied(Optional.of(known), here(BED_8, 30, CensusSource.FHIR));

        assertThat(after.entry().careUnit()).contains("ward-a");
        assertThat(after.entry().bed()).contains("7");
        assertThat(after.entry().displayName()).contains("Test, One");
        assertThat(after.source()).isEqualTo(CensusSource.ADT);
        assertThat(after.saidAt()).isEqualTo(TEN);
    }

    @Test
    void whatAPersonSaidStandsUntilSomethingNewerComes() {
        Known known = new Known(entry(Optional.empty()), CensusSource.REST, TEN);

        assertThat(CensusRules.after(Optional.of(known), here(BED_7, -1, CensusSource.ADT)))
                .isEqualTo(new Verdict.Older());
        assertThat(applied(Optional.of(known), here(BED_7, 1, CensusSource.ADT)).entry().bed())
                .contains("7");
    }

    @Test
    void nothingIsSaidOfAMergedRecordAnyMore() {
        Known merged = new Known(entry(Optional.of(new PatientId("p-2"))), CensusSource.ADT, TEN);

        assertThat(CensusRules.after(Optional.of(merged), here(BED_7, 1, CensusSource.ADT)))
                .isEqualTo(new Verdict.Merged());
    }

    @Test
    void whoIsSomewhereElseIsNotTakenIn() {
        assertThat(
                        CensusRules.after(
                                Optional.empty(),
                                change(Optional.empty(), new Stay.AsBefore(), 0, CensusSource.ADT)))
                .isEqualTo(new Verdict.NotHere());
        assertThat(CensusRules.after(Optional.empty(), gone(0))).isEqualTo(new Verdict.NotHere());
    }

    @Test
    void sayingTheSameAgainChangesNothing() {
        Known known = applied(Optional.empty(), here(BED_7, 0, CensusSource.ADT));

        assertThat(CensusRules.after(Optional.of(known), here(BED_7, 5, CensusSource.ADT)))
                .isInstanceOfSatisfying(
                        Verdict.Applied.class, again -> assertThat(again.changed()).isFalse());
    }

    private static Known applied(Optional<Known> before, CensusChange change) {
        Verdict verdict = CensusRules.after(before, change);
        assertThat(verdict).isInstanceOf(Verdict.Applied.class);
        return ((Verdict.Applied) verdict).known();
    }

    private static CensusEntry entry(Optional<PatientId> mergedInto) {
        return new CensusEntry(
                PATIENT,
                Optional.empty(),
                Optional.empty(),
                Optional.of("ward-c"),
                Optional.empty(),
                false,
                Optional.empty(),
                mergedInto);
    }

    private static Optional<Place> place(String unit, String bed) {
        return Optional.of(new Place(unit, Optional.of(bed)));
    }

    private static CensusChange here(Optional<Place> place, int minute, CensusSource source) {
        return change(place, new Stay.Here(), minute, source);
    }

    private static CensusChange gone(int minute) {
        return change(
                Optional.empty(),
                new Stay.Gone(TEN.plusSeconds(60L * minute)),
                minute,
                CensusSource.ADT);
    }

    private static CensusChange change(
            Optional<Place> place, Stay stay, int minute, CensusSource source) {
        return new CensusChange(
                PATIENT,
                Optional.of("Test, One"),
                Optional.of(LocalDate.of(1950, 12, 31)),
                place,
                stay,
                TEN.plusSeconds(60L * minute),
                source);
    }
}
