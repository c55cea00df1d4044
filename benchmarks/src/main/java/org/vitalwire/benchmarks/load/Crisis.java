package org.vitalwire.benchmarks.load;

/**
 * A sample that breaks a limit so far that the platform pages at once, by the ward policy's steps
 * without delay: SpO2 below 60, heart rate above 220, respiratory rate below 2.
 */
public enum Crisis {
    LOW_SPO2("low-spo2"),
    HIGH_HEART_RATE("high-heart-rate"),
    LOW_RESPIRATORY_RATE("low-respiratory-rate");

    private final String condition;

    Crisis(String condition) {
        this.condition = condition;
    }

    /** The alert's condition. */
    public String condition() {
        return condition;
    }
}
