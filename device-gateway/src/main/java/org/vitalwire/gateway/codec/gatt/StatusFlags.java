package org.vitalwire.gateway.codec.gatt;

import static org.vitalwire.contracts.vitals.ValueFlag.ARTEFACT;
import static org.vitalwire.contracts.vitals.ValueFlag.CALIBRATION;
import static org.vitalwire.contracts.vitals.ValueFlag.DEMO;
import static org.vitalwire.contracts.vitals.ValueFlag.OUT_OF_DEVICE_RANGE;
import static org.vitalwire.contracts.vitals.ValueFlag.QUESTIONABLE;
import static org.vitalwire.contracts.vitals.ValueFlag.TEST;
import static org.vitalwire.gateway.codec.gatt.CharacteristicReader.bit;

import org.vitalwire.contracts.vitals.ValueFlag;
import org.vitalwire.gateway.codec.gatt.Characteristic.GlucoseRecord;

/** What the status bits of characteristics mean for their values. */
final class StatusFlags {

    private static final int ONGOING = 5;
    private static final int EARLY = 6;
    private static final int FROM_STORAGE = 9;
    private static final int UNAVAILABLE = 13;
    private static final int INVALID = 15;

    private StatusFlags() {}

    /**
     * Movement, a loose cuff or a wrong posture; an irregular pulse is the patient's, not an error.
     */
    static int cuff(int status) {
        return flag(status, QUESTIONABLE, 0, 1, 5);
    }

    /** The two bits of the pulse's range, which leave the pressures alone. */
    static int cuffPulse(int status) {
        return cuff(status) | ((status >> 3 & 3) == 0 ? 0 : OUT_OF_DEVICE_RANGE.bit());
    }

    /**
     * @param spot whether one value was asked for, so that one which is still being measured is not
     *     it yet
     */
    static int oximeter(int measurement, int device, boolean spot) {
        return flag(measurement, QUESTIONABLE, EARLY, 14)
                | (spot ? flag(measurement, QUESTIONABLE, ONGOING) : 0)
                | flag(measurement, DEMO, 10)
                | flag(measurement, TEST, 11)
                | flag(measurement, CALIBRATION, 12)
                | flag(device, QUESTIONABLE, 1, 2, 3, 4, 5, 6, 8, 10, 12, 14)
                | flag(device, ARTEFACT, 7, 11, 13, 15);
    }

    /** Whether there is no value, whatever the number says. */
    static boolean oximeterHasNone(int measurement) {
        return bit(measurement, UNAVAILABLE) || bit(measurement, INVALID);
    }

    /** Whether the value waited in the device. */
    static boolean oximeterStored(int measurement) {
        return bit(measurement, FROM_STORAGE);
    }

    static int glucose(int status) {
        return flag(status, QUESTIONABLE, 1, 2, 3, 4, 7, 8, 9, 10)
                | flag(status, OUT_OF_DEVICE_RANGE, 5, 6);
    }

    /** Whether the meter's clock failed. */
    static boolean glucoseTimeFault(int status) {
        return bit(status, 11);
    }

    static int sensor(GlucoseRecord glucose) {
        return flag(glucose.warning().orElse(0), OUT_OF_DEVICE_RANGE, 6, 7)
                | flag(glucose.calibration().orElse(0), QUESTIONABLE, 3, 4, 5)
                | flag(glucose.status().orElse(0), QUESTIONABLE, 0, 2, 3, 5);
    }

    private static int flag(int status, ValueFlag flag, int... bits) {
        for (int bit : bits) {
            if (bit(status, bit)) {
                return flag.bit();
            }
        }
        return 0;
    }
}
