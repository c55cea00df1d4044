package org.vitalwire.ingest.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vitalwire.contracts.vitals.VitalSign.HEART_RATE;
import static org.vitalwire.contracts.vitals.VitalSign.SPO2;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.Score;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.vitals.ValueFlag;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ingest.store.StoredValue;
import org.vitalwire.testkit.TestReading;

class BoardTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final PatientId PATIENT = new PatientId("p1");

    private final Board board = new Board(() -> NOON);

    private static TestReading reading(Instant at) {
        return TestReading.of("m1", at).patient("p1");
    }

    private void committed(TestReading... readings) {
        board.committed(
                java.util.Arrays.stream(readings).<Reading>map(TestReading::build).toList());
    }

    private StoredValue shown(VitalSign sign) {
        return Objects.requireNonNull(board.find(PATIENT).orElseThrow().newest().get(sign));
    }

    private void showPatient() {
        board.show(PATIENT, board.beginLoading(PATIENT));
    }

    @Test
    void readingsOfPatientsWhoAreNotOnTheBoardAreForgotten() {
        committed(reading(NOON).value(HEART_RATE, 70));
        assertThat(board.find(PATIENT)).isEmpty();
    }

    @Test
    void lateReadingDoesNotReplaceANewerValue() {
        showPatient();
        committed(reading(NOON).value(HEART_RATE, 70));
        committed(reading(NOON.minusSeconds(5)).value(HEART_RATE, 60).value(SPO2, 96));
        assertThat(shown(HEART_RATE).value()).isEqualTo(70);
        assertThat(shown(SPO2).value()).isEqualTo(96);
    }

    @Test
    void aReadingFromTheFarFutureDoesNotStandForTheNewestUntilThen() {
        showPatient();
        committed(reading(NOON).value(HEART_RATE, 70));
        committed(reading(Instant.parse("2099-01-01T00:00:00Z")).value(HEART_RATE, 99));
        assertThat(shown(HEART_RATE).value()).isEqualTo(70);
    }

    @Test
    void whatIsCommittedWhileLoadingIsNotLost() {
        showPatient();
        PatientState fresh = board.beginLoading(PATIENT);
        committed(reading(NOON).value(HEART_RATE, 70));
        assertThat(shown(HEART_RATE).value()).isEqualTo(70);
        board.show(PATIENT, fresh);
        assertThat(shown(HEART_RATE).value()).isEqualTo(70);
    }

    @Test
    void flaggedValuesAreShownButEnterNoTrend() {
        showPatient();
        committed(
                reading(NOON.minusSeconds(60)).value(HEART_RATE, 70),
                reading(NOON).value(HEART_RATE, 340, ValueFlag.ARTEFACT));
        assertThat(shown(HEART_RATE).flags()).isEqualTo(ValueFlag.ARTEFACT.bit());
        assertThat(board.find(PATIENT).orElseThrow().trends(NOON).get(HEART_RATE))
                .containsExactly(new Trend.Point(NOON.minusSeconds(60), 70));
    }

    @Test
    void olderScoreDoesNotReplaceANewerOne() {
        showPatient();
        board.committedScores(List.of(score(NOON, "a"), score(NOON.minusSeconds(60), "late")));
        assertThat(scoreShown()).isEqualTo("a");
        board.committedScores(List.of(score(NOON, "b")));
        assertThat(scoreShown()).isEqualTo("b");
        board.find(PATIENT).orElseThrow().load(score(NOON, "from the database"));
        assertThat(scoreShown()).isEqualTo("b");
    }

    @Test
    void anotherScoreIsNotTakenForTheOneOfTheBoard() {
        showPatient();
        PatientState fresh = board.beginLoading(PATIENT);
        board.committedScores(
                List.of(score(NOON, "news2"), score("mews", NOON.plusSeconds(1), "mews")));
        assertThat(scoreShown()).isEqualTo("news2");
        board.show(PATIENT, fresh);
        assertThat(scoreShown()).isEqualTo("news2");
    }

    private String scoreShown() {
        Optional<Score> score = board.find(PATIENT).orElseThrow().score();
        return score.orElseThrow().messageId();
    }

    private static Score score(Instant at, String messageId) {
        return score("news2", at, messageId);
    }

    private static Score score(String name, Instant at, String messageId) {
        return new Score(name, PATIENT, at, 1, List.of(), false, false, messageId);
    }
}
