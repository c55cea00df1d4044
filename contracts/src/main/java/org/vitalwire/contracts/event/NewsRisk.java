package org.vitalwire.contracts.event;

/** Clinical risk by aggregate NEWS2 (c) Royal College of Physicians 2017, chart 2. */
public enum NewsRisk {
    /** 0-4. */
    LOW,
    /** 0-4 with 3 points in one parameter. */
    LOW_MEDIUM,
    /** 5-6. */
    MEDIUM,
    /** 7 and more. */
    HIGH;

    public static NewsRisk of(int total, boolean anySingleThree) {
        if (total >= 7) {
            return HIGH;
        }
        if (total >= 5) {
            return MEDIUM;
        }
        return anySingleThree ? LOW_MEDIUM : LOW;
    }

    /** {@code low-medium}. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
