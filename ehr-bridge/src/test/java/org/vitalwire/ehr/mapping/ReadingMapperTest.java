package org.vitalwire.ehr.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.ClockQuality;
import org.vitalwire.contracts.reading.Lane;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.ValueFlag;
import org.vitalwire.contracts.vitals.VitalSign;

class ReadingMapperTest {

    private static final Instant TIME = Instant.parse("2026-11-22T10:00:07Z");
    private static final DeviceId DEVICE = new DeviceId("cuff-1");

    static Reading reading(Duration offset, VitalValue... values) {
        return new Reading(
                "m-1",
                DEVICE,
                Optional.of(new PatientId("p1")),
                Optional.empty(),
                TIME,
                offset,
                offset.isZero() ? ClockQuality.SYNCHRONISED : ClockQuality.OFFSET,
                TIME.plus(offset),
                Lane.LIVE,
                List.of(values),
                false);
    }

    static VitalValue value(VitalSign sign, double value, ValueFlag... flags) {
        int mask = 0;
        for (ValueFlag flag : flags) {
            mask |= flag.bit();
        }
        return new VitalValue(sign, value, mask);
    }

    private static Observation only(VitalValue... values) {
        return ReadingMapper.toObservations(reading(Duration.ZERO, values)).getFirst();
    }

    @Test
    void pressuresOfOneReadingAreOnePanelAndOtherSignsStandAlone() {
        List<Observation> observations =
                ReadingMapper.toObservations(
                        reading(
                                Duration.ZERO,
                                value(VitalSign.SYSTOLIC_PRESSURE, 120),
                                value(VitalSign.DIASTOLIC_PRESSURE, 80),
                                value(VitalSign.PULSE_RATE, 72)));

        assertThat(observations).hasSize(2);
        assertThat(observations)
                .filteredOn(Observation::hasComponent)
                .singleElement()
                .satisfies(panel -> assertThat(panel.getComponent()).hasSize(2));
    }

    @Test
    void aValueThatMustNotBeBelievedIsAReasonAndNoValue() {
        Observation implausible = only(value(VitalSign.HEART_RATE, 900, ValueFlag.IMPLAUSIBLE));

        assertThat(implausible.hasValue()).isFalse();
        assertThat(implausible.getDataAbsentReason().getCodingFirstRep().getCode())
                .isEqualTo("error");
        assertThat(implausible.getDataAbsentReason().getText()).isEqualTo("implausible");
    }

    @Test
    void aDoubtfulValueStandsWithTheDoubt() {
        Observation doubtful = only(value(VitalSign.HEART_RATE, 90, ValueFlag.QUESTIONABLE));

        assertThat(doubtful.getValueQuantity().getValue()).isEqualByComparingTo("90");
        assertThat(doubtful.getInterpretationFirstRep().getCodingFirstRep().getCode())
                .isEqualTo("questionable");
    }

    @Test
    void oneHalfOfAPressureThatMustNotBeBelievedTakesOnlyItselfAway() {
        Observation panel =
                only(
                        value(VitalSign.SYSTOLIC_PRESSURE, 120),
                        value(VitalSign.DIASTOLIC_PRESSURE, 3, ValueFlag.ARTEFACT));

        assertThat(panel.getComponent().get(0).hasValueQuantity()).isTrue();
        assertThat(panel.getComponent().get(1).hasValue()).isFalse();
        assertThat(panel.getComponent().get(1).hasDataAbsentReason()).isTrue();
    }

    @Test
    void aDemonstrationIsLabelledAsTestData() {
        assertThat(
                        only(value(VitalSign.HEART_RATE, 72, ValueFlag.DEMO))
                                .getMeta()
                                .getSecurityFirstRep()
                                .getCode())
                .isEqualTo("HTEST");
        assertThat(only(value(VitalSign.HEART_RATE, 72)).getMeta().hasSecurity()).isFalse();
    }

    @Test
    void aClockThatIsOffIsExplainedByItsCoincidentTimeStamp() {
        Duration behind = Duration.ofSeconds(42);
        Observation rate =
                ReadingMapper.toObservations(reading(behind, value(VitalSign.HEART_RATE, 72)))
                        .getFirst();
        Observation clock =
                CoincidentTimeMapper.toObservation(DEVICE, TIME.plus(behind), behind, false);

        assertThat(((Reference) rate.getExtension().getFirst().getValue()).getReference())
                .isEqualTo("Observation/" + clock.getIdElement().getIdPart());
        assertThat(rate.getEffectiveDateTimeType().getValue().toInstant()).isEqualTo(TIME);
        assertThat(clock.getValueDateTimeType().getValue().toInstant()).isEqualTo(TIME);
        assertThat(clock.getEffectiveDateTimeType().getValue().toInstant())
                .isEqualTo(TIME.plus(behind));
        assertThat(clock.getSubject().getReference()).isEqualTo("Device/vwd-cuff-1");
    }

    @Test
    void whatWasMeasuredOnNobodyIsNobodysObservation() {
        Reading onNobody =
                new Reading(
                        "m-1",
                        DEVICE,
                        Optional.empty(),
                        Optional.empty(),
                        TIME,
                        Duration.ZERO,
                        ClockQuality.SYNCHRONISED,
                        TIME,
                        Lane.LIVE,
                        List.of(value(VitalSign.HEART_RATE, 72)),
                        false);

        assertThat(ReadingMapper.toObservations(onNobody)).isEmpty();
    }
}
