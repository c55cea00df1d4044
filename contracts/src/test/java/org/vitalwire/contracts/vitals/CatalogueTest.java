package org.vitalwire.contracts.vitals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CatalogueTest {

    @Test
    void everyRowOfTheDataHasASign() {
        assertThat(VitalSign.values()).hasSize(Catalogue.size());
    }

    @Test
    void numbersAreUniqueAndAsReleased() {
        assertThat(Arrays.stream(VitalSign.values()).map(VitalSign::number))
                .doesNotHaveDuplicates()
                .startsWith(1, 2, 3, 4);
        // These are in stored data: a change here is a broken archive.
        assertThat(VitalSign.SPO2.number()).isEqualTo(4);
        assertThat(VitalSign.CONSCIOUSNESS.number()).isEqualTo(21);
        assertThat(VitalSign.PLETH.number()).isEqualTo(28);
        assertThat(VitalSign.CO2_WAVE.number()).isEqualTo(41);
        // Sets of signs are masks of a long in several places.
        assertThat(Arrays.stream(VitalSign.values()).map(VitalSign::number))
                .allMatch(number -> number < Long.SIZE);
    }

    @ParameterizedTest
    @EnumSource(VitalSign.class)
    void aSignIsFoundByCodeAndByNumber(VitalSign sign) {
        assertThat(VitalSign.ofCode(sign.code())).contains(sign);
        assertThat(VitalSign.ofNumber(sign.number())).contains(sign);
    }

    @ParameterizedTest
    @EnumSource(VitalSign.class)
    void everySignHasARangeAResolutionAndACode(VitalSign sign) {
        CatalogueEntry entry = sign.entry();
        assertThat(entry.low()).isLessThan(entry.high());
        assertThat(entry.resolution()).isPositive();
        assertThat(entry.loinc().isEmpty() && entry.mdc().isEmpty()).isFalse();
    }

    @Test
    void aNumberOfALaterReleaseIsUnknown() {
        assertThat(VitalSign.ofNumber(9_999)).isEmpty();
        assertThat(VitalSign.ofNumber(0)).isEmpty();
        assertThat(VitalSign.ofNumber(-1)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "TEMPERATURE, [degF], 98.6, 37.0",
        "TEMPERATURE, K, 310.15, 37.0",
        "TEMPERATURE, Cel, 36.9, 36.9",
        "SYSTOLIC_PRESSURE, kPa, 16, 120.0098692",
        "GLUCOSE, mmol/L, 5.5, 99.0858",
        "WEIGHT, [lb_av], 154.3, 69.98930",
        "WEIGHT, g, 3400, 3.4",
        "SPO2, 1, 0.97, 97",
        "HEART_RATE, {beat}/min, 72, 72",
        "OXYGEN_FLOW, mL/min, 500, 0.5"
    })
    void acceptedUnitsBecomeCanonical(VitalSign sign, String unit, double value, double canonical) {
        assertThat(sign.entry().toCanonical(value, unit).orElseThrow())
                .isEqualTo(canonical, offset(1e-4));
    }

    @Test
    void aUnitOfAnotherQuantityIsRefused() {
        assertThat(VitalSign.HEART_RATE.entry().toCanonical(72, "kg"))
                .isEqualTo(OptionalDouble.empty());
        assertThat(VitalSign.TEMPERATURE.entry().toCanonical(37, "mm[Hg]"))
                .isEqualTo(OptionalDouble.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "SPO2, 95.5, 96",
        "SPO2, 95.49, 95",
        "TEMPERATURE, 38.04, 38.0",
        "TEMPERATURE, 38.05, 38.1",
        "TEMPERATURE, 36.95, 37.0",
        "HEART_RATE, 90.5, 91",
        "WEIGHT, 70.005, 70.01",
        "ECG_LEAD_II, -0.12345, -0.123",
        "PERFUSION_INDEX, 1.005, 1.01"
    })
    void valuesAreRoundedHalfUpAsOnAChart(VitalSign sign, double value, double charted) {
        assertThat(sign.entry().roundToResolution(value)).isEqualTo(charted);
    }

    @Test
    void valuesArePrintedAtTheirResolution() {
        assertThat(VitalSign.TEMPERATURE.entry().format(37)).isEqualTo("37.0");
        assertThat(VitalSign.HEART_RATE.entry().format(72)).isEqualTo("72");
        assertThat(VitalSign.CONSCIOUSNESS.entry().format(2)).isEqualTo("V");
    }

    @Test
    void flagsAreAMask() {
        int mask = ValueFlag.IMPLAUSIBLE.bit() | ValueFlag.DEMO.bit();
        assertThat(ValueFlag.of(mask)).containsExactly(ValueFlag.IMPLAUSIBLE, ValueFlag.DEMO);
        assertThat(ValueFlag.codes(mask)).containsExactly("implausible", "demo");
        assertThat(ValueFlag.scorable(0)).isTrue();
        assertThat(ValueFlag.scorable(mask)).isFalse();
    }
}
