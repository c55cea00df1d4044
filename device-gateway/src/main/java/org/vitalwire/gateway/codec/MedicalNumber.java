package org.vitalwire.gateway.codec;

import java.math.BigDecimal;

/**
 * SFLOAT and FLOAT of IEEE 11073-20601: a signed mantissa times a signed power of ten. Some
 * mantissas with an exponent of zero are no numbers, and must never be taken for one.
 */
public sealed interface MedicalNumber {

    /** A number, at the precision that was sent: 3760e-2 is 37.60. */
    record Value(double value) implements MedicalNumber {}

    /** What is said instead of a number. */
    enum Absent implements MedicalNumber {
        NOT_A_NUMBER("NaN"),
        NOT_AT_THIS_RESOLUTION("NRes"),
        POSITIVE_INFINITY("+INFINITY"),
        NEGATIVE_INFINITY("-INFINITY"),
        RESERVED("a reserved value");

        private final String spelling;

        Absent(String spelling) {
            this.spelling = spelling;
        }

        /** As the standard writes it. */
        public String spelling() {
            return spelling;
        }
    }

    /**
     * @param raw 16 bits: exponent 4, mantissa 12
     */
    static MedicalNumber sfloat(int raw) {
        return switch (raw & 0xFFFF) {
            case 0x07FF -> Absent.NOT_A_NUMBER;
            case 0x0800 -> Absent.NOT_AT_THIS_RESOLUTION;
            case 0x07FE -> Absent.POSITIVE_INFINITY;
            case 0x0802 -> Absent.NEGATIVE_INFINITY;
            case 0x0801 -> Absent.RESERVED;
            default -> number((raw << 20) >> 20, (raw << 16) >> 28);
        };
    }

    /**
     * @param raw 32 bits: exponent 8, mantissa 24
     */
    static MedicalNumber float32(int raw) {
        return switch (raw) {
            case 0x007FFFFF -> Absent.NOT_A_NUMBER;
            case 0x00800000 -> Absent.NOT_AT_THIS_RESOLUTION;
            case 0x007FFFFE -> Absent.POSITIVE_INFINITY;
            case 0x00800002 -> Absent.NEGATIVE_INFINITY;
            case 0x00800001 -> Absent.RESERVED;
            default -> number((raw << 8) >> 8, raw >> 24);
        };
    }

    private static MedicalNumber number(int mantissa, int exponent) {
        return new Value(BigDecimal.valueOf(mantissa, -exponent).doubleValue());
    }
}
