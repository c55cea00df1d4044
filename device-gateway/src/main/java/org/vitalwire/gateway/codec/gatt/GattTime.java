package org.vitalwire.gateway.codec.gatt;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Optional;
import org.vitalwire.gateway.codec.Octets;

/**
 * The Date Time characteristic (2A08): 7 octets, local to the device. A zero year, month or day is
 * unknown, and then there is no moment.
 */
record GattTime(int year, int month, int day, int hour, int minute, int second) {

    static GattTime read(Octets octets) {
        return new GattTime(
                octets.u16(), octets.u8(), octets.u8(), octets.u8(), octets.u8(), octets.u8());
    }

    Optional<LocalDateTime> moment() {
        if (year == 0 || month == 0 || day == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.of(year, month, day, hour, minute, second));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
