package org.vitalwire.gateway.codec.gatt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.vitalwire.gateway.codec.MedicalNumber;
import org.vitalwire.gateway.codec.Octets;
import org.vitalwire.gateway.codec.gatt.Characteristic.BloodPressure;
import org.vitalwire.gateway.codec.gatt.Characteristic.Contact;
import org.vitalwire.gateway.codec.gatt.Characteristic.ContinuousOximetry;
import org.vitalwire.gateway.codec.gatt.Characteristic.CuffDetails;
import org.vitalwire.gateway.codec.gatt.Characteristic.CuffPressure;
import org.vitalwire.gateway.codec.gatt.Characteristic.Glucose;
import org.vitalwire.gateway.codec.gatt.Characteristic.HeartRate;
import org.vitalwire.gateway.codec.gatt.Characteristic.OximeterStatus;
import org.vitalwire.gateway.codec.gatt.Characteristic.Oximetry;
import org.vitalwire.gateway.codec.gatt.Characteristic.PressureUnit;
import org.vitalwire.gateway.codec.gatt.Characteristic.SpotOximetry;
import org.vitalwire.gateway.codec.gatt.Characteristic.Temperature;
import org.vitalwire.gateway.codec.gatt.Characteristic.Weight;

/**
 * Bytes to fields. Each takes the flags first; whether the bytes were enough is asked afterwards.
 */
final class CharacteristicReader {

    private CharacteristicReader() {}

    /** Empty where the bytes are fewer or more than the flags say. */
    static Optional<Characteristic> read(GattForm form, byte[] bytes) {
        Octets octets = Octets.littleEndian(bytes);
        Optional<Characteristic> read =
                switch (form) {
                    case HEART_RATE -> heartRate(octets);
                    case BLOOD_PRESSURE -> Optional.of(bloodPressure(octets));
                    case CUFF_PRESSURE -> Optional.of(cuffPressure(octets));
                    case TEMPERATURE -> Optional.of(temperature(octets));
                    case SPOT_OXIMETRY -> Optional.of(spotOximetry(octets));
                    case CONTINUOUS_OXIMETRY -> Optional.of(continuousOximetry(octets));
                    case GLUCOSE -> Optional.of(glucose(octets));
                    case WEIGHT -> Optional.of(weight(octets));
                    case GLUCOSE_TRACE -> GlucoseTraceReader.read(octets);
                };
        return octets.isSpent() ? read : Optional.empty();
    }

    private static Optional<Characteristic> heartRate(Octets octets) {
        int flags = octets.u8();
        int rate = bit(flags, 0) ? octets.u16() : octets.u8();
        Contact contact =
                switch (flags >> 1 & 3) {
                    case 2 -> Contact.LOST;
                    case 3 -> Contact.DETECTED;
                    default -> Contact.NOT_TOLD;
                };
        OptionalInt energy = bit(flags, 3) ? OptionalInt.of(octets.u16()) : OptionalInt.empty();
        List<Integer> intervals = new ArrayList<>();
        if (bit(flags, 4)) {
            if (octets.remaining() < 2) {
                return Optional.empty();
            }
            while (octets.remaining() > 0) {
                intervals.add(octets.u16());
            }
        }
        return Optional.of(new HeartRate(rate, contact, energy, List.copyOf(intervals)));
    }

    private static Characteristic bloodPressure(Octets octets) {
        int flags = octets.u8();
        return new BloodPressure(
                pressureUnit(flags),
                octets.sfloat(),
                octets.sfloat(),
                octets.sfloat(),
                cuffDetails(flags, octets));
    }

    /** Has two more numbers, which are not used. */
    private static Characteristic cuffPressure(Octets octets) {
        int flags = octets.u8();
        MedicalNumber pressure = octets.sfloat();
        octets.u16();
        octets.u16();
        return new CuffPressure(pressureUnit(flags), pressure, cuffDetails(flags, octets));
    }

    private static PressureUnit pressureUnit(int flags) {
        return bit(flags, 0) ? PressureUnit.KPA : PressureUnit.MMHG;
    }

    private static CuffDetails cuffDetails(int flags, Octets octets) {
        return new CuffDetails(
                time(flags, 1, octets),
                sfloat(flags, 2, octets),
                u8(flags, 3, octets),
                u16(flags, 4, octets));
    }

    private static Characteristic temperature(Octets octets) {
        int flags = octets.u8();
        return new Temperature(
                bit(flags, 0), octets.float32(), time(flags, 1, octets), u8(flags, 2, octets));
    }

    private static Characteristic spotOximetry(Octets octets) {
        int flags = octets.u8();
        return new SpotOximetry(
                oximetry(octets),
                time(flags, 0, octets),
                bit(flags, 4),
                new OximeterStatus(
                        u16(flags, 1, octets), u24(flags, 2, octets), sfloat(flags, 3, octets)));
    }

    private static Characteristic continuousOximetry(Octets octets) {
        int flags = octets.u8();
        return new ContinuousOximetry(
                oximetry(octets),
                bit(flags, 0) ? Optional.of(oximetry(octets)) : Optional.empty(),
                bit(flags, 1) ? Optional.of(oximetry(octets)) : Optional.empty(),
                new OximeterStatus(
                        u16(flags, 2, octets), u24(flags, 3, octets), sfloat(flags, 4, octets)));
    }

    private static Oximetry oximetry(Octets octets) {
        return new Oximetry(octets.sfloat(), octets.sfloat());
    }

    private static Characteristic glucose(Octets octets) {
        int flags = octets.u8();
        int sequence = octets.u16();
        GattTime base = GattTime.read(octets);
        OptionalInt offset = bit(flags, 0) ? OptionalInt.of(octets.s16()) : OptionalInt.empty();
        Optional<MedicalNumber> concentration = sfloat(flags, 1, octets);
        OptionalInt typeAndSite = u8(flags, 1, octets);
        return new Glucose(
                sequence,
                base,
                offset,
                bit(flags, 2),
                concentration,
                part(typeAndSite, 0),
                part(typeAndSite, 4),
                u16(flags, 3, octets),
                bit(flags, 4));
    }

    private static Characteristic weight(Octets octets) {
        int flags = octets.u8();
        return new Weight(
                bit(flags, 0),
                octets.u16(),
                time(flags, 1, octets),
                u8(flags, 2, octets),
                u16(flags, 3, octets),
                u16(flags, 3, octets));
    }

    private static OptionalInt part(OptionalInt octet, int shift) {
        return octet.isPresent()
                ? OptionalInt.of(octet.getAsInt() >> shift & 0xF)
                : OptionalInt.empty();
    }

    static boolean bit(int flags, int bit) {
        return (flags >> bit & 1) == 1;
    }

    static OptionalInt u8(int flags, int bit, Octets octets) {
        return bit(flags, bit) ? OptionalInt.of(octets.u8()) : OptionalInt.empty();
    }

    static Optional<MedicalNumber> sfloat(int flags, int bit, Octets octets) {
        return bit(flags, bit) ? Optional.of(octets.sfloat()) : Optional.empty();
    }

    private static OptionalInt u16(int flags, int bit, Octets octets) {
        return bit(flags, bit) ? OptionalInt.of(octets.u16()) : OptionalInt.empty();
    }

    private static OptionalInt u24(int flags, int bit, Octets octets) {
        return bit(flags, bit) ? OptionalInt.of(octets.u24()) : OptionalInt.empty();
    }

    private static Optional<GattTime> time(int flags, int bit, Octets octets) {
        return bit(flags, bit) ? Optional.of(GattTime.read(octets)) : Optional.empty();
    }
}
