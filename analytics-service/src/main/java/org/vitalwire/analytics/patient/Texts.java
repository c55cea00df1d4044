package org.vitalwire.analytics.patient;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.contracts.vitals.VitalSign;

/** Words for findings, as a clinician would say them. */
final class Texts {

    private Texts() {}

    /** For example {@code 84 %}. */
    static String value(VitalSign sign, double value) {
        return withUnit(sign.entry().format(value), sign);
    }

    /** For example {@code +12 /min}, to three figures. */
    static String signed(VitalSign sign, double value) {
        return withUnit((value > 0 ? "+" : "") + figures(value), sign);
    }

    /** For example {@code SpO2 84 %}. */
    static String named(VitalSign sign, double value) {
        return name(sign) + " " + value(sign, value);
    }

    /** As it is said at the bedside: {@code SpO2}, {@code Heart rate}. */
    static String name(VitalSign sign) {
        return sign == VitalSign.SPO2 ? "SpO2" : sign.entry().display();
    }

    /** To three figures at most: more would claim too much. */
    static String figures(double value) {
        BigDecimal rounded =
                BigDecimal.valueOf(value)
                        .setScale(Math.abs(value) >= 10 ? 0 : 1, RoundingMode.HALF_UP)
                        .stripTrailingZeros();
        return rounded.toPlainString();
    }

    /** For example {@code 45 s}, {@code 5 min}, {@code 2 h}. */
    static String lasting(long micros) {
        long seconds = EventTime.seconds(micros);
        if (seconds < 120) {
            return seconds + " s";
        }
        if (seconds < 7_200) {
            return seconds / 60 + " min";
        }
        return seconds / 3_600 + " h";
    }

    /** {@code for 45 s}, or nothing when it did not last. */
    static String forSoLong(long micros) {
        return EventTime.seconds(micros) > 0 ? " for " + lasting(micros) : "";
    }

    /** {@code with 40 s delay}, or nothing without one. */
    static String withDelay(Duration delay) {
        return delay.isZero() ? "" : " with " + lasting(EventTime.micros(delay)) + " delay";
    }

    private static String withUnit(String number, VitalSign sign) {
        String unit = sign.entry().unitDisplay();
        return unit.isEmpty() ? number : number + " " + unit;
    }
}
