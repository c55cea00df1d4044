package org.vitalwire.contracts.vitals;

import java.util.Arrays;
import java.util.List;

/** What is to be known of a value before it is trusted. On the wire a bit mask. */
public enum ValueFlag {
    /** Outside the physiologically plausible range of the sign. */
    IMPLAUSIBLE(1),
    /** The device itself doubts it. */
    QUESTIONABLE(1 << 1),
    /** Known to be caused by movement, a disconnected lead or the like. */
    ARTEFACT(1 << 2),
    /** Outside what the device model can measure. */
    OUT_OF_DEVICE_RANGE(1 << 3),
    /** The device was in its demonstration mode. */
    DEMO(1 << 4),
    /** The device was testing itself. */
    TEST(1 << 5),
    /** The device was being calibrated. */
    CALIBRATION(1 << 6);

    private final int bit;

    ValueFlag(int bit) {
        this.bit = bit;
    }

    public int bit() {
        return bit;
    }

    public boolean isIn(int mask) {
        return (mask & bit) != 0;
    }

    /** The name on our own interfaces, for example {@code out-of-device-range}. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** A flagged value is stored and shown with its reason, but no score or limit rests on it. */
    public static boolean scorable(int mask) {
        return mask == 0;
    }

    public static List<ValueFlag> of(int mask) {
        return mask == 0
                ? List.of()
                : Arrays.stream(values()).filter(flag -> flag.isIn(mask)).toList();
    }

    public static List<String> codes(int mask) {
        return of(mask).stream().map(ValueFlag::code).toList();
    }
}
