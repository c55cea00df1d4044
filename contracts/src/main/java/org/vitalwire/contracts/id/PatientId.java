package org.vitalwire.contracts.id;

/**
 * A patient, by the hospital's logical id. 1-64 characters of {@code A-Za-z0-9._-}.
 *
 * <p>It does not print itself: whoever wants it on a wire asks for {@link #value()}, and a log line
 * that was given one by accident stays clean.
 */
public record PatientId(String value) implements Comparable<PatientId> {

    public PatientId {
        Identifiers.requireValid("patient id", value);
    }

    public static boolean isValid(String value) {
        return Identifiers.isValid(value);
    }

    @Override
    public int compareTo(PatientId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return "patient";
    }
}
