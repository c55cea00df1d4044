package org.vitalwire.gateway.codec.gatt;

import java.util.OptionalInt;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.vitals.ValueFlag;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.gateway.codec.DecodingTrace;
import org.vitalwire.gateway.codec.DecodingTrace.Outcome;
import org.vitalwire.gateway.codec.MedicalNumber;
import org.vitalwire.gateway.codec.ReadingDraft;
import org.vitalwire.gateway.codec.gatt.Characteristic.BloodPressure;
import org.vitalwire.gateway.codec.gatt.Characteristic.Contact;
import org.vitalwire.gateway.codec.gatt.Characteristic.ContinuousOximetry;
import org.vitalwire.gateway.codec.gatt.Characteristic.Glucose;
import org.vitalwire.gateway.codec.gatt.Characteristic.GlucoseRecord;
import org.vitalwire.gateway.codec.gatt.Characteristic.HeartRate;
import org.vitalwire.gateway.codec.gatt.Characteristic.OximeterStatus;
import org.vitalwire.gateway.codec.gatt.Characteristic.Oximetry;
import org.vitalwire.gateway.codec.gatt.Characteristic.SpotOximetry;
import org.vitalwire.gateway.codec.gatt.Characteristic.Temperature;
import org.vitalwire.gateway.codec.gatt.Characteristic.Weight;

/** Fields to values of signs, with what the device's status bits say about them. */
final class GattMapping {

    /** Units of glucose to those of the catalogue. */
    private static final double MILLIGRAMS_PER_DECILITRE_IN_KILOGRAM_PER_LITRE = 1e5;

    private static final double MILLIMOL_IN_MOL = 1e3;
    private static final int INTERSTITIAL_FLUID = 9;
    private static final int CONTROL_SOLUTION = 10;

    private final DecodingTrace trace;
    private final ReadingDraft draft;

    GattMapping(DecodingTrace trace, ReadingDraft draft) {
        this.trace = trace;
        this.draft = draft;
    }

    /** All but the glucose trace, whose records have a time each. */
    void map(Characteristic characteristic) {
        switch (characteristic) {
            case HeartRate rate -> heartRate(rate);
            case BloodPressure pressure -> bloodPressure(pressure);
            case Characteristic.CuffPressure _ ->
                    draft.fault(
                            FailureCode.NO_MEASUREMENT,
                            "an intermediate cuff pressure is no blood pressure yet");
            case Temperature temperature -> temperature(temperature);
            case SpotOximetry spot -> oximetry(spot.measured(), spot.status(), true);
            case ContinuousOximetry continuous -> {
                oximetry(continuous.measured(), continuous.status(), false);
                if (continuous.fast().isPresent() || continuous.slow().isPresent()) {
                    skip("fast and slow averages", "beside the normal ones");
                }
            }
            case Glucose glucose -> glucose(glucose);
            case Weight weight -> weight(weight);
            case Characteristic.GlucoseTrace records -> records.records().forEach(this::glucose);
        }
    }

    private void heartRate(HeartRate rate) {
        int flags = 0;
        if (rate.contact() == Contact.LOST) {
            flags = ValueFlag.ARTEFACT.bit();
            trace.step("contact", Outcome.TAKEN, () -> "none: flagged as artefact");
        } else if (rate.beatsPerMinute() == 0) {
            // What straps send until they have found a beat; a heart that stands still looks alike.
            flags = ValueFlag.QUESTIONABLE.bit();
        }
        draft.quantity(VitalSign.HEART_RATE, rate.beatsPerMinute(), "/min", flags);
        if (!rate.rrIntervals().isEmpty()) {
            skip("RR intervals", "no sign of ours");
        }
    }

    private void bloodPressure(BloodPressure pressure) {
        int status = pressure.details().status().orElse(0);
        int flags = StatusFlags.cuff(status);
        String unit = pressure.unit().ucum();
        number(VitalSign.SYSTOLIC_PRESSURE, pressure.systolic(), unit, flags);
        number(VitalSign.DIASTOLIC_PRESSURE, pressure.diastolic(), unit, flags);
        number(VitalSign.MEAN_PRESSURE, pressure.mean(), unit, flags);
        pressure.details()
                .pulseRate()
                .ifPresent(pulse ->
                        number(VitalSign.PULSE_RATE, pulse, "/min", StatusFlags.cuffPulse(status)));
    }

    private void temperature(Temperature temperature) {
        VitalSign sign =
                switch (temperature.site().orElse(0)) {
                    case 1 -> VitalSign.TEMPERATURE_AXILLARY;
                    case 3, 9 -> VitalSign.TEMPERATURE_TYMPANIC;
                    case 5 -> VitalSign.TEMPERATURE_CORE;
                    case 6 -> VitalSign.TEMPERATURE_ORAL;
                    case 7 -> VitalSign.TEMPERATURE_RECTAL;
                    default -> VitalSign.TEMPERATURE;
                };
        // A finger's or a toe's skin is not the body's temperature: shown, but not scored.
        boolean peripheral = isOneOf(temperature.site(), 4, 8);
        number(
                sign,
                temperature.temperature(),
                temperature.fahrenheit() ? "[degF]" : "Cel",
                peripheral ? ValueFlag.QUESTIONABLE.bit() : 0);
    }

    private void oximetry(Oximetry measured, OximeterStatus status, boolean spot) {
        int measurement = status.measurement().orElse(0);
        if (StatusFlags.oximeterHasNone(measurement)) {
            draft.fault(FailureCode.NO_VALUE, "the oximeter says unavailable or invalid");
            return;
        }
        int flags = StatusFlags.oximeter(measurement, status.device().orElse(0), spot);
        number(VitalSign.SPO2, measured.spo2(), "%", flags);
        number(VitalSign.PULSE_RATE, measured.pulseRate(), "/min", flags);
        status.pulseAmplitude()
                .ifPresent(index -> number(VitalSign.PERFUSION_INDEX, index, "%", flags));
    }

    private void glucose(Glucose glucose) {
        if (isOneOf(glucose.type(), CONTROL_SOLUTION)) {
            draft.fault(
                    FailureCode.NOT_OF_A_PATIENT, "glucose of control solution, not of a patient");
            return;
        }
        if (glucose.concentration().isEmpty()) {
            draft.fault(FailureCode.NO_VALUE, "glucose has no concentration");
            return;
        }
        if (isOneOf(glucose.type(), INTERSTITIAL_FLUID)) {
            trace.step("type", Outcome.TAKEN, () -> "interstitial fluid, taken as glucose");
        }
        int flags = StatusFlags.glucose(glucose.status().orElse(0));
        switch (glucose.concentration().get()) {
            case MedicalNumber.Value(double value) when glucose.molar() ->
                    draft.quantity(VitalSign.GLUCOSE, value * MILLIMOL_IN_MOL, "mmol/L", flags);
            case MedicalNumber.Value(double value) ->
                    draft.quantity(
                            VitalSign.GLUCOSE,
                            value * MILLIGRAMS_PER_DECILITRE_IN_KILOGRAM_PER_LITRE,
                            "mg/dL",
                            flags);
            case MedicalNumber.Absent absent -> absent(VitalSign.GLUCOSE, absent);
        }
    }

    void glucose(GlucoseRecord glucose) {
        number(VitalSign.GLUCOSE, glucose.glucose(), "mg/dL", StatusFlags.sensor(glucose));
    }

    private void weight(Weight weight) {
        if (weight.rawWeight() == Weight.UNSUCCESSFUL) {
            draft.fault(FailureCode.NO_VALUE, "weight says that the measurement did not succeed");
            return;
        }
        draft.quantity(VitalSign.WEIGHT, weight.weight(), weight.imperial() ? "lb" : "kg", 0);
        if (weight.rawBmi().isPresent()) {
            skip("BMI and height", "no sign of ours");
        }
    }

    private void number(VitalSign sign, MedicalNumber number, String unit, int flags) {
        switch (number) {
            case MedicalNumber.Value(double value) -> draft.quantity(sign, value, unit, flags);
            case MedicalNumber.Absent absent -> absent(sign, absent);
        }
    }

    private void absent(VitalSign sign, MedicalNumber.Absent absent) {
        draft.fault(FailureCode.NO_VALUE, sign.code() + " is " + absent.spelling());
    }

    private void skip(String what, String why) {
        trace.step(what, Outcome.SKIPPED, () -> why);
    }

    private static boolean isOneOf(OptionalInt code, int... codes) {
        for (int candidate : codes) {
            if (code.isPresent() && code.getAsInt() == candidate) {
                return true;
            }
        }
        return false;
    }
}
