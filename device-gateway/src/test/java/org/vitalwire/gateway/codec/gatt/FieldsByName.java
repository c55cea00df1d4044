package org.vitalwire.gateway.codec.gatt;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.vitalwire.gateway.codec.MedicalNumber;
import org.vitalwire.gateway.codec.gatt.Characteristic.BloodPressure;
import org.vitalwire.gateway.codec.gatt.Characteristic.Contact;
import org.vitalwire.gateway.codec.gatt.Characteristic.ContinuousOximetry;
import org.vitalwire.gateway.codec.gatt.Characteristic.CuffDetails;
import org.vitalwire.gateway.codec.gatt.Characteristic.CuffPressure;
import org.vitalwire.gateway.codec.gatt.Characteristic.Glucose;
import org.vitalwire.gateway.codec.gatt.Characteristic.GlucoseRecord;
import org.vitalwire.gateway.codec.gatt.Characteristic.GlucoseTrace;
import org.vitalwire.gateway.codec.gatt.Characteristic.HeartRate;
import org.vitalwire.gateway.codec.gatt.Characteristic.OximeterStatus;
import org.vitalwire.gateway.codec.gatt.Characteristic.Oximetry;
import org.vitalwire.gateway.codec.gatt.Characteristic.PressureUnit;
import org.vitalwire.gateway.codec.gatt.Characteristic.SpotOximetry;
import org.vitalwire.gateway.codec.gatt.Characteristic.Temperature;
import org.vitalwire.gateway.codec.gatt.Characteristic.Weight;

/** Fields under the names that the vectors give them; what is absent is null. */
final class FieldsByName {

    private final Map<String, @Nullable Object> fields = new HashMap<>();

    private FieldsByName() {}

    static Map<String, @Nullable Object> of(Characteristic characteristic) {
        FieldsByName names = new FieldsByName();
        names.add(characteristic);
        return names.fields;
    }

    private void add(Characteristic characteristic) {
        switch (characteristic) {
            case HeartRate rate -> {
                fields.put("heart_rate_bpm", rate.beatsPerMinute());
                fields.put(
                        "sensor_contact",
                        rate.contact() == Contact.NOT_TOLD
                                ? null
                                : rate.contact() == Contact.DETECTED);
                put("energy_expended_kj", rate.energyKilojoules());
                fields.put("rr_intervals_1024ths_s", rate.rrIntervals());
            }
            case BloodPressure pressure -> {
                fields.put("systolic", number(pressure.systolic()));
                fields.put("diastolic", number(pressure.diastolic()));
                fields.put("mean", number(pressure.mean()));
                cuff(pressure.unit(), pressure.details());
            }
            case CuffPressure pressure -> {
                fields.put("cuff_pressure", number(pressure.pressure()));
                cuff(pressure.unit(), pressure.details());
            }
            case Temperature temperature -> {
                fields.put("temperature", number(temperature.temperature()));
                fields.put("unit", temperature.fahrenheit() ? "F" : "C");
                time("timestamp", temperature.time());
                put("type_code", temperature.site());
            }
            case SpotOximetry spot -> {
                oximetry("spo2_pct", "pulse_rate_bpm", Optional.of(spot.measured()));
                time("timestamp", spot.time());
                status(spot.status());
            }
            case ContinuousOximetry continuous -> {
                oximetry("spo2_pct", "pulse_rate_bpm", Optional.of(continuous.measured()));
                oximetry("spo2_fast", "pulse_rate_fast", continuous.fast());
                oximetry("spo2_slow", "pulse_rate_slow", continuous.slow());
                status(continuous.status());
            }
            case Glucose glucose -> glucose(glucose);
            case Weight weight -> {
                fields.put("weight", weight.weight());
                fields.put("unit", weight.imperial() ? "lb" : "kg");
                time("timestamp", weight.time());
                put("user_id", weight.user());
                fields.put(
                        "bmi",
                        weight.rawBmi().isPresent() ? weight.rawBmi().getAsInt() / 10.0 : null);
                put("height_raw", weight.rawHeight());
            }
            case GlucoseTrace trace -> {
                GlucoseRecord record = trace.records().getFirst();
                fields.put("glucose_mg_dl", number(record.glucose()));
                fields.put("time_offset_min", record.offsetMinutes());
            }
        }
    }

    private void glucose(Glucose glucose) {
        fields.put("sequence", glucose.sequence());
        time("base_time", Optional.of(glucose.baseTime()));
        put("time_offset_min", glucose.offsetMinutes());
        fields.put("concentration", glucose.concentration().map(FieldsByName::number).orElse(null));
        fields.put("unit", glucose.molar() ? "mol/L" : "kg/L");
        put("status_bits", glucose.status());
        fields.put("context_follows", glucose.contextFollows());
        put("type_code", glucose.type());
        put("location_code", glucose.site());
    }

    private void cuff(PressureUnit unit, CuffDetails details) {
        fields.put("unit", unit == PressureUnit.KPA ? "kPa" : "mmHg");
        fields.put("pulse_rate_bpm", details.pulseRate().map(FieldsByName::number).orElse(null));
        put("user_id", details.user());
        put("status_bits", details.status());
        time("timestamp", details.time());
    }

    private void oximetry(String spo2, String pulse, Optional<Oximetry> measured) {
        fields.put(spo2, measured.map(m -> number(m.spo2())).orElse(null));
        fields.put(pulse, measured.map(m -> number(m.pulseRate())).orElse(null));
    }

    private void status(OximeterStatus status) {
        put("measurement_status_bits", status.measurement());
        put("device_sensor_status_bits", status.device());
        fields.put(
                "pulse_amplitude_index",
                status.pulseAmplitude().map(FieldsByName::number).orElse(null));
    }

    private void put(String name, OptionalInt value) {
        fields.put(name, value.isPresent() ? value.getAsInt() : null);
    }

    private void time(String name, Optional<GattTime> time) {
        fields.put(
                name,
                time.map(t ->
                                "%04d-%02d-%02dT%02d:%02d:%02d"
                                        .formatted(
                                                t.year(),
                                                t.month(),
                                                t.day(),
                                                t.hour(),
                                                t.minute(),
                                                t.second()))
                        .orElse(null));
    }

    static @Nullable Double number(MedicalNumber number) {
        return number instanceof MedicalNumber.Value(double value) ? value : null;
    }
}
