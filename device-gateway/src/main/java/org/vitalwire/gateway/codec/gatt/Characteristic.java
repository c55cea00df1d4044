package org.vitalwire.gateway.codec.gatt;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.vitalwire.gateway.codec.MedicalNumber;

/**
 * A measurement characteristic, field by field as the GATT Specification Supplement has it, before
 * anything is made of it.
 */
sealed interface Characteristic {

    /**
     * 2A37.
     *
     * @param energyKilojoules since the last reset
     * @param rrIntervals in 1/1024 s, oldest first
     */
    record HeartRate(
            int beatsPerMinute,
            Contact contact,
            OptionalInt energyKilojoules,
            List<Integer> rrIntervals)
            implements Characteristic {}

    /** Whether the sensor touches skin. */
    enum Contact {
        NOT_TOLD,
        LOST,
        DETECTED
    }

    /** 2A35. */
    record BloodPressure(
            PressureUnit unit,
            MedicalNumber systolic,
            MedicalNumber diastolic,
            MedicalNumber mean,
            CuffDetails details)
            implements Characteristic {}

    /** 2A36: what the cuff is at while it deflates. */
    record CuffPressure(PressureUnit unit, MedicalNumber pressure, CuffDetails details)
            implements Characteristic {}

    /**
     * What 2A35 and 2A36 may add.
     *
     * @param status bits: 0 movement, 1 cuff loose, 2 irregular pulse, 3-4 pulse above (1) or below
     *     (2) range, 5 improper position
     */
    record CuffDetails(
            Optional<GattTime> time,
            Optional<MedicalNumber> pulseRate,
            OptionalInt user,
            OptionalInt status) {}

    /** Units of pressure, as UCUM. */
    enum PressureUnit {
        MMHG("mm[Hg]"),
        KPA("kPa");

        private final String ucum;

        PressureUnit(String ucum) {
            this.ucum = ucum;
        }

        String ucum() {
            return ucum;
        }
    }

    /**
     * 2A1C.
     *
     * @param site 1 armpit, 2 body, 3 ear, 4 finger, 5 gastro-intestinal tract, 6 mouth, 7 rectum,
     *     8 toe, 9 tympanum
     */
    record Temperature(
            boolean fahrenheit,
            MedicalNumber temperature,
            Optional<GattTime> time,
            OptionalInt site)
            implements Characteristic {}

    /**
     * 2A5E, once.
     *
     * @param clockNotSet the device's own time is none
     */
    record SpotOximetry(
            Oximetry measured, Optional<GattTime> time, boolean clockNotSet, OximeterStatus status)
            implements Characteristic {}

    /** 2A5F, about once a second. */
    record ContinuousOximetry(
            Oximetry measured,
            Optional<Oximetry> fast,
            Optional<Oximetry> slow,
            OximeterStatus status)
            implements Characteristic {}

    /** SpO2 in %, pulse rate in beats a minute. */
    record Oximetry(MedicalNumber spo2, MedicalNumber pulseRate) {}

    /**
     * @param measurement bits: 5 ongoing, 6 early, 7 validated, 8 fully qualified, 9 from storage,
     *     10 demo, 11 test, 12 calibration, 13 unavailable, 14 questionable, 15 invalid
     * @param device bits: 1 malfunction, 2 processing irregular, 3 inadequate, 4 poor, 5 low
     *     perfusion, 6 erratic, 7 non-pulsatile, 8 questionable pulse, 10 interference, 11 off the
     *     user, 12 unknown sensor, 13 displaced, 14 sensor malfunction, 15 disconnected
     * @param pulseAmplitude pulse amplitude index, %
     */
    record OximeterStatus(
            OptionalInt measurement, OptionalInt device, Optional<MedicalNumber> pulseAmplitude) {}

    /**
     * 2A18.
     *
     * @param offsetMinutes to be added to the base time
     * @param molar whether the concentration is in mol/L instead of kg/L
     * @param type 1 to 8 blood of some kind, 9 interstitial fluid, 10 control solution
     * @param status bits: 0 battery, 1 sensor malfunction, 2 too little blood, 3 strip inserted
     *     wrong, 4 wrong strip, 5 above and 6 below what the meter can, 7 too warm, 8 too cold, 9
     *     strip pulled, 10 general, 11 time
     */
    record Glucose(
            int sequence,
            GattTime baseTime,
            OptionalInt offsetMinutes,
            boolean molar,
            Optional<MedicalNumber> concentration,
            OptionalInt type,
            OptionalInt site,
            OptionalInt status,
            boolean contextFollows)
            implements Characteristic {}

    /**
     * 2A9D.
     *
     * @param rawWeight in 0.005 kg or 0.01 lb, 0xFFFF for a measurement that did not succeed
     * @param rawBmi in 0.1 kg/m2
     * @param rawHeight in mm or 0.1 in
     */
    record Weight(
            boolean imperial,
            int rawWeight,
            Optional<GattTime> time,
            OptionalInt user,
            OptionalInt rawBmi,
            OptionalInt rawHeight)
            implements Characteristic {

        static final int UNSUCCESSFUL = 0xFFFF;

        /** In kg, or in lb where imperial. */
        double weight() {
            return imperial ? rawWeight / 100.0 : rawWeight / 200.0;
        }
    }

    /** 2AA7: the records of one notification, oldest first. */
    record GlucoseTrace(List<GlucoseRecord> records) implements Characteristic {}

    /**
     * @param glucose mg/dL
     * @param offsetMinutes since the session began
     * @param warning bits: 6 below and 7 above what the sensor can
     * @param calibration bits: 3 calibration required, 4 too warm, 5 too cold
     * @param status bits: 0 session stopped, 2 wrong sensor, 3 malfunction, 5 general fault
     */
    record GlucoseRecord(
            MedicalNumber glucose,
            int offsetMinutes,
            OptionalInt warning,
            OptionalInt calibration,
            OptionalInt status,
            Optional<MedicalNumber> trend,
            Optional<MedicalNumber> quality) {}
}
