package org.vitalwire.benchmarks.load;

/**
 * A sample that breaks a limit so far that the platform pages at once, by the ward policy's steps
 * without delay: heart rate below 20, respiratory rate below 2. Other values that jump so far are
 * held back as artefacts until they have lasted for some seconds.
 */
public enum Crisis {
    LOW_HEART_RATE("low-heart-rate"),
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
