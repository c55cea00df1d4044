package org.vitalwire.ehr.adt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.mock.env.MockEnvironment;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.ehr.adt.AdtMessage.Said;
import org.vitalwire.ehr.census.CensusChange;
import org.vitalwire.ehr.census.CensusChange.Place;
import org.vitalwire.ehr.census.CensusChange.Stay;

class AdtReaderTest {

    private static final Instant RECEIVED = Instant.parse("2026-11-22T12:00:00Z");

    private static AdtSettings settings(Map<String, String> properties) {
        MockEnvironment environment = new MockEnvironment();
        properties.forEach(
                (name, value) -> environment.setProperty("vitalwire.ehr.adt." + name, value));
        return Binder.get(environment).bindOrCreate("vitalwire.ehr.adt", AdtSettings.class);
    }

    private static Reading read(String text) {
        return new AdtReader(settings(Map.of("patient-authority", "HOSP"))).read(text, RECEIVED);
    }

    private static List<Said> said(String text) {
        assertThat(read(text)).isInstanceOf(Reading.Understood.class);
        return ((Reading.Understood) read(text)).message().said();
    }

    private static CensusChange change(String text) {
        return ((Said.Change) said(text).getFirst()).change();
    }

    private static AdtFault fault(String text) {
        assertThat(read(text)).isInstanceOf(Reading.Faulty.class);
        return ((Reading.Faulty) read(text)).fault();
    }

    @Test
    void anAdmissionSaysWhoIsWhere() {
        CensusChange change =
                change(Messages.of("A01", "20261122100000+0100", "p-1", "WARD-A^12^B^HOSP"));

        assertThat(change.patientId()).isEqualTo(new PatientId("p-1"));
        assertThat(change.displayName()).contains("Test, One");
        assertThat(change.birthDate()).contains(LocalDate.of(1950, 12, 31));
        assertThat(change.place()).contains(new Place("WARD-A", java.util.Optional.of("12-B")));
        assertThat(change.stay()).isEqualTo(new Stay.Here());
        assertThat(change.saidAt()).isEqualTo(Instant.parse("2026-11-22T09:00:00Z"));
    }

    @Test
    void aDischargeIsOrderedByWhenItWasEnteredAndEndsTheStayWhenItHappened() {
        CensusChange change =
                change(
                        Messages.header("A03", "202611221020", "202611221000")
                                + "PID|1||p-1^^^HOSP\r");

        assertThat(change.saidAt()).isEqualTo(Instant.parse("2026-11-22T10:20:00Z"));
        assertThat(change.stay()).isEqualTo(new Stay.Gone(Instant.parse("2026-11-22T10:00:00Z")));
    }

    @Test
    void aClockThatIsAheadDoesNotOutliveWhatIsSaidLater() {
        assertThat(change(Messages.of("A08", "20991122100000", "p-1", "")).saidAt())
                .isEqualTo(RECEIVED);
    }

    @Test
    void oneMessageMergesSeveralRecordsInItsOrder() {
        String text =
                Messages.merge("20261122100000", "p-1", "p-2")
                        + "PID|2||p-3^^^HOSP\rMRG|p-4^^^HOSP\r";

        assertThat(said(text))
                .extracting(said -> ((Said.Merge) said).from().value())
                .containsExactly("p-2", "p-4");
        assertThat(said(text))
                .extracting(said -> ((Said.Merge) said).survivor().patientId().value())
                .containsExactly("p-1", "p-3");
    }

    @Test
    void onlyTheAssigningAuthoritysIdentifierCounts() {
        String ids = "999^^^OTHER^MR~p-1^^^&HOSP&ISO^PI~123^^^STATE^NI";
        assertThat(
                        change(
                                        Messages.header("A08", "20261122100000", "")
                                                + "PID|1||"
                                                + ids
                                                + "\r")
                                .patientId())
                .isEqualTo(new PatientId("p-1"));
        assertThat(fault(Messages.header("A08", "20261122100000", "") + "PID|1||9^^^OTHER\r"))
                .isEqualTo(
                        AdtFault.conflicting("PID-3", "no identifier of the assigning authority"));
        assertThat(
                        fault(
                                Messages.header("A08", "20261122100000", "")
                                        + "PID|1||p-1^^^HOSP~p-2^^^HOSP\r"))
                .isEqualTo(AdtFault.conflicting("PID-3", "several identifiers"));
    }

    @ParameterizedTest
    @CsvSource({
        // Swaps two patients' beds; changes an identifier; takes a merge back.
        "A17, AE",
        "A47, AE",
        "A37, AE",
        // Not for us.
        "A60, AR",
        "A19, AR",
    })
    void whatIsNotFollowedIsNotAccepted(String trigger, Acknowledgement answer) {
        assertThat(fault(Messages.of(trigger, "20261122100000", "p-1", "")).acknowledgement())
                .isEqualTo(answer);
    }

    @Test
    void whatIsMissingIsSaidWithItsPlaceAndNotFilledInByAGuess() {
        assertThat(fault(Messages.of("A01", "20261122100000", "p-1", "")))
                .isEqualTo(AdtFault.missing("PV1-3"));
        assertThat(fault(Messages.of("A01", "20261122", "p-1", "W^1^A")).place())
                .as("a date only")
                .isEqualTo("EVN-2");
        assertThat(fault(Messages.of("A40", "20261122100000", "p-1", "")))
                .isEqualTo(AdtFault.missing("MRG"));
        assertThat(fault(Messages.header("A01", "20261122100000", "")))
                .isEqualTo(AdtFault.missing("PID"));
        assertThat(fault(Messages.of("A01", "20261122100000", "p 1", "W^1^A")).place())
                .isEqualTo("PID-3");
        assertThat(fault("no HL7 at all").acknowledgement()).isEqualTo(Acknowledgement.AR);
    }

    @Test
    void testMessagesAndStrangersAreRefused() {
        String text = Messages.of("A01", "20261122100000", "p-1", "W^1^A");
        assertThat(fault(text.replace("|P|2.5", "|T|2.5")).code()).isEqualTo(202);
        AdtReader strict = new AdtReader(settings(Map.of("senders", "OTHER,ADMIT|ELSEWHERE")));
        assertThat(strict.read(text, RECEIVED)).isInstanceOf(Reading.Faulty.class);
        AdtReader open = new AdtReader(settings(Map.of("senders", "ADMIT|HOSP")));
        assertThat(open.read(text, RECEIVED)).isInstanceOf(Reading.Understood.class);
    }

    @Test
    void unitsHaveTheirNamesHere() {
        AdtReader reader = new AdtReader(settings(Map.of("units.W3", "ward-a")));
        Reading.Understood read =
                (Reading.Understood)
                        reader.read(Messages.of("A02", "20261122100000", "p-1", "W3^^7"), RECEIVED);
        assertThat(((Said.Change) read.message().said().getFirst()).change().place())
                .contains(new Place("ward-a", java.util.Optional.of("7")));
    }
}
