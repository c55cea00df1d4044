package org.vitalwire.gateway.codec.gatt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.vitalwire.gateway.codec.MedicalNumber;
import org.vitalwire.gateway.codec.Octets;
import org.vitalwire.gateway.codec.gatt.Characteristic.GlucoseRecord;
import org.vitalwire.gateway.codec.gatt.Characteristic.GlucoseTrace;

/** CGM Measurement (2AA7): one record or several, each with its own size in front. */
final class GlucoseTraceReader {

    private static final int SHORTEST = 6;
    private static final int CHECKSUM = 2;

    private GlucoseTraceReader() {}

    static Optional<Characteristic> read(Octets octets) {
        List<GlucoseRecord> records = new ArrayList<>();
        do {
            int size = octets.u8();
            if (size < SHORTEST) {
                return Optional.empty();
            }
            byte[] rest = octets.take(size - 1);
            Optional<GlucoseRecord> record = record(size, rest);
            if (octets.isOverrun() || record.isEmpty()) {
                return Optional.empty();
            }
            records.add(record.get());
        } while (octets.remaining() > 0);
        return Optional.of(new GlucoseTrace(List.copyOf(records)));
    }

    /** Annunciation octets in the order of their flags: warning, calibration, status. */
    private static Optional<GlucoseRecord> record(int size, byte[] rest) {
        Octets octets = Octets.littleEndian(rest);
        int flags = octets.u8();
        MedicalNumber glucose = octets.sfloat();
        int offset = octets.u16();
        OptionalInt warning = CharacteristicReader.u8(flags, 5, octets);
        OptionalInt calibration = CharacteristicReader.u8(flags, 6, octets);
        OptionalInt status = CharacteristicReader.u8(flags, 7, octets);
        Optional<MedicalNumber> trend = CharacteristicReader.sfloat(flags, 0, octets);
        Optional<MedicalNumber> quality = CharacteristicReader.sfloat(flags, 1, octets);
        // Whether there is a checksum is said in another characteristic: here only the size tells.
        boolean whole =
                octets.remaining() == CHECKSUM
                        ? checks(size, rest, octets.u16())
                        : octets.isSpent();
        return whole
                ? Optional.of(
                        new GlucoseRecord(
                                glucose, offset, warning, calibration, status, trend, quality))
                : Optional.empty();
    }

    /** CRC-CCITT from FFFF; sensors disagree about the order of bits. */
    private static boolean checks(int size, byte[] rest, int sent) {
        int mostFirst = 0xFFFF;
        int leastFirst = 0xFFFF;
        for (int i = -1; i < rest.length - CHECKSUM; i++) {
            int octet = i < 0 ? size : rest[i] & 0xFF;
            mostFirst ^= octet << 8;
            leastFirst ^= octet;
            for (int bit = 0; bit < 8; bit++) {
                mostFirst =
                        ((mostFirst & 0x8000) == 0 ? mostFirst << 1 : mostFirst << 1 ^ 0x1021)
                                & 0xFFFF;
                leastFirst = (leastFirst & 1) == 0 ? leastFirst >> 1 : leastFirst >> 1 ^ 0x8408;
            }
        }
        return sent == mostFirst || sent == leastFirst;
    }
}
