package org.vitalwire.gateway.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.ValueFlag;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.gateway.device.DeviceSignals.Signal;

class DeviceSignalsTest {

    private static final int OUTSIDE = ValueFlag.OUT_OF_DEVICE_RANGE.bit();

    @Test
    void whatTheDeviceCannotMeasureIsFlaggedAndItsNeighbourIsNot() {
        DeviceSignals signals = signals(signal(VitalSign.GLUCOSE, "mg/dL", 40, 400));

        assertThat(
                        signals.judge(
                                List.of(
                                        new VitalValue(VitalSign.GLUCOSE, 401, 2),
                                        new VitalValue(VitalSign.SPO2, 97, 0))))
                .containsExactly(
                        new VitalValue(VitalSign.GLUCOSE, 401, 2 | OUTSIDE),
                        new VitalValue(VitalSign.SPO2, 97, 0));
    }

    @Test
    void theBoundsThemselvesAreWithin() {
        DeviceSignals signals = signals(signal(VitalSign.TEMPERATURE, "Cel", 32, 42.9));
        List<VitalValue> values =
                List.of(
                        new VitalValue(VitalSign.TEMPERATURE, 32, 0),
                        new VitalValue(VitalSign.TEMPERATURE, 42.9, 0));

        assertThat(signals.judge(values)).isSameAs(values);
    }

    @Test
    void aRangeInAnotherUnitMeansTheSame() {
        // 40-400 mg/dL, as meters in Europe print it.
        DeviceSignals signals = signals(signal(VitalSign.GLUCOSE, "mmol/L", 2.2, 22.2));

        assertThat(signals.judge(List.of(new VitalValue(VitalSign.GLUCOSE, 400, 0))))
                .containsExactly(new VitalValue(VitalSign.GLUCOSE, 400, 0));
        assertThat(signals.judge(List.of(new VitalValue(VitalSign.GLUCOSE, 39, 0))))
                .containsExactly(new VitalValue(VitalSign.GLUCOSE, 39, OUTSIDE));
    }

    @Test
    void aModelThatDeclaresNothingFlagsNothing() {
        List<VitalValue> values = List.of(new VitalValue(VitalSign.HEART_RATE, 400, 1));

        assertThat(DeviceSignals.UNKNOWN.judge(values)).isSameAs(values);
    }

    @Test
    void aSignalThatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> signal(VitalSign.SPO2, "mg/dL", 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> signal(VitalSign.SPO2, "%", 100, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        signals(
                                signal(VitalSign.SPO2, "%", 0, 100),
                                signal(VitalSign.SPO2, "%", 0, 100)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static DeviceSignals signals(Signal... signals) {
        return new DeviceSignals(List.of(signals));
    }

    private static Signal signal(VitalSign sign, String unit, double low, double high) {
        return new Signal(
                sign,
                unit,
                OptionalDouble.empty(),
                OptionalDouble.of(low),
                OptionalDouble.of(high));
    }
}
