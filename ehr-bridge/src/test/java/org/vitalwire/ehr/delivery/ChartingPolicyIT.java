package org.vitalwire.ehr.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.delivery.ScriptedFhirServer.Fault;

/** What a record that wants one line for five minutes gets, with the real ledger. */
class ChartingPolicyIT {

    private final CoarseRecord record = new CoarseRecord();

    @AfterEach
    void stop() {
        record.close();
    }

    @Test
    void fiveMinutesAreOneLineOnceTheyAreOver() throws Exception {
        record.measure(0, 5);
        record.deliver();
        assertThat(record.record()).isEmpty();

        record.clock.advance(Duration.ofSeconds(31));
        record.deliver();

        assertThat(record.record()).isEqualTo(Map.of("five 00", 62.0));
        assertThat(record.report().backlog(CoarseRecord.TARGET).lines()).isZero();
    }

    @Test
    void aLateValueRevisesTheLineAndNothingIsTwice() throws Exception {
        record.measure(0, 5);
        record.clock.advance(Duration.ofMinutes(1));
        record.deliver();
        record.chart(ChartItem.HEART_RATE, VitalSign.HEART_RATE, 3, 30, 200);
        record.chart(ChartItem.HEART_RATE, VitalSign.HEART_RATE, 4, 30, 200);
        record.clock.advance(Duration.ofMinutes(1));
        record.server.failNext(Fault.CUT_AFTER_COMMIT);
        record.deliver();
        record.clock.advance(Duration.ofMinutes(1));
        record.deliver();

        // Of 60 61 62 63 64 200 200.
        assertThat(record.record()).isEqualTo(Map.of("five 00", 63.0));
        assertThat(record.server.versions("Observation").values()).containsExactly(2);

        record.chart(ChartItem.HEART_RATE, VitalSign.HEART_RATE, 4, 30, 200);
        record.clock.advance(Duration.ofMinutes(1));
        record.deliver();
        assertThat(record.server.versions("Observation").values()).containsExactly(2);
    }

    @Test
    void anAlertBringsTheMinutesBeforeItAndThoseAfterIt() throws Exception {
        record.measure(0, 30);
        record.clock.advance(Duration.ofMinutes(1));
        record.deliver();
        assertThat(record.record()).hasSize(6);

        record.alert(28, Priority.HIGH);
        record.deliver();
        record.measure(30, 32);
        record.deliver();

        Map<String, Double> expected = new HashMap<>();
        for (int minute = 13; minute < 32; minute++) {
            expected.put("one %02d".formatted(minute), 60.0 + minute);
        }
        for (int start = 0; start < 30; start += 5) {
            expected.put("five %02d".formatted(start), 62.0 + start);
        }
        assertThat(record.record()).isEqualTo(expected);
    }

    @Test
    void anAlertOfLowPriorityBringsNothingUntilItRises() throws Exception {
        record.measure(0, 5);
        record.alert(4, Priority.LOW);
        record.deliver();
        assertThat(record.record()).isEmpty();

        record.alert(4, Priority.MEDIUM);
        record.deliver();
        assertThat(record.record()).hasSize(5);
    }

    @Test
    void aCuffPressureDoesNotWait() throws Exception {
        record.measure(0, 1);
        record.chart(ChartItem.BLOOD_PRESSURE, VitalSign.SYSTOLIC_PRESSURE, 0, 0, 120);
        record.deliver();

        assertThat(record.server.arrived()).hasSize(1);
        assertThat(record.server.arrived().getFirst().getCode().getCodingFirstRep().getCode())
                .isEqualTo("85354-9");
    }

    @Test
    void whatIsWithheldIsForgottenWithTheRestButNotBeforeItsCoarserLineArrived() throws Exception {
        record.measure(0, 5);
        record.deliver();
        record.clock.advance(Duration.ofDays(1));
        Instant now = record.clock.instant();

        assertThat(record.charts.forgetBefore(now, 100)).isZero();
        record.deliver();
        assertThat(record.record()).isEqualTo(Map.of("five 00", 62.0));
        assertThat(record.charts.forgetBefore(now, 100)).isEqualTo(5);
        assertThat(
                        record.database
                                .jdbc()
                                .sql("select count(*) from delivery")
                                .query(Long.class)
                                .single())
                .isZero();
    }

    @Test
    void whatWasMeasuredOnSomebodyElseIsTakenOutAndIsAnErrorIfNothingIsLeft() throws Exception {
        record.measure(0, 5);
        record.clock.advance(Duration.ofMinutes(1));
        record.deliver();

        take(4);
        record.clock.advance(Duration.ofMinutes(1));
        record.deliver();
        // Of 60 61 62 63.
        assertThat(record.record()).isEqualTo(Map.of("five 00", 62.0));
        assertThat(record.server.current().getFirst().getNoteFirstRep().getText())
                .startsWith("Median of 4 values");

        take(0, 1, 2, 3);
        record.clock.advance(Duration.ofMinutes(1));
        record.deliver();
        assertThat(record.server.current())
                .singleElement()
                .extracting(Observation::getStatus)
                .isEqualTo(Observation.ObservationStatus.ENTEREDINERROR);
    }

    /** As after a correction of whom the device was on. */
    private void take(int... minutes) {
        List<String> ids =
                IntStream.of(minutes)
                        .mapToObj(minute ->
                                CoarseRecord.key(ChartItem.HEART_RATE, minute).observationId())
                        .toList();
        record.database
                .transaction()
                .executeWithoutResult(status ->
                        record.charts
                                .lines(ids)
                                .forEach(line -> record.charts.replace(line, Optional.empty())));
    }
}
