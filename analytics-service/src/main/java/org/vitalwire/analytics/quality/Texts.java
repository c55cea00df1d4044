package org.vitalwire.analytics.quality;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.VitalSign;

/** Numbers as people read them. */
final class Texts {

    private Texts() {}

    static String withUnit(VitalValue value) {
        return withUnit(value.sign(), value.value());
    }

    static String withUnit(VitalSign sign, double value) {
        String unit = sign.entry().unitDisplay();
        String number = sign.entry().format(value);
        return unit.isEmpty() ? number : number + " " + unit;
    }

    /** A limit, which may be finer than what the sign is charted to. */
    static String number(double value) {
        return BigDecimal.valueOf(value)
                .setScale(2, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    static String lasting(long micros) {
        long seconds = EventTime.seconds(micros);
        return seconds < 120 ? seconds + " s" : seconds / 60 + " min";
    }
}
