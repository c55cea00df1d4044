package org.vitalwire.gateway.codec.gatt;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.vitalwire.gateway.codec.DecodedReading.TimeBase;
import org.vitalwire.gateway.codec.gatt.Characteristic.BloodPressure;
import org.vitalwire.gateway.codec.gatt.Characteristic.CuffPressure;
import org.vitalwire.gateway.codec.gatt.Characteristic.Glucose;
import org.vitalwire.gateway.codec.gatt.Characteristic.SpotOximetry;
import org.vitalwire.gateway.codec.gatt.Characteristic.Temperature;
import org.vitalwire.gateway.codec.gatt.Characteristic.Weight;

/**
 * When something was measured.
 *
 * @param micros since 1970
 */
record MeasuredTime(long micros, TimeBase base) {

    static final long MICROS_PER_MINUTE = 60_000_000L;

    /** By the device's own time stamp, where it has one that can be believed. */
    static Optional<MeasuredTime> ofDevice(Characteristic characteristic, ZoneId zone) {
        Optional<LocalDateTime> local =
                switch (characteristic) {
                    case BloodPressure pressure ->
                            pressure.details().time().flatMap(GattTime::moment);
                    case CuffPressure pressure ->
                            pressure.details().time().flatMap(GattTime::moment);
                    case Temperature temperature -> temperature.time().flatMap(GattTime::moment);
                    case SpotOximetry spot when spot.clockNotSet() -> Optional.empty();
                    case SpotOximetry spot -> spot.time().flatMap(GattTime::moment);
                    case Glucose glucose
                            when StatusFlags.glucoseTimeFault(glucose.status().orElse(0)) ->
                            Optional.empty();
                    case Glucose glucose ->
                            glucose.baseTime()
                                    .moment()
                                    .map(base ->
                                            base.plusMinutes(glucose.offsetMinutes().orElse(0)));
                    case Weight weight -> weight.time().flatMap(GattTime::moment);
                    case Characteristic.HeartRate _,
                            Characteristic.ContinuousOximetry _,
                            Characteristic.GlucoseTrace _ ->
                            Optional.empty();
                };
        return local.map(time ->
                new MeasuredTime(
                        Math.multiplyExact(time.atZone(zone).toEpochSecond(), 1_000_000L),
                        TimeBase.DEVICE));
    }
}
