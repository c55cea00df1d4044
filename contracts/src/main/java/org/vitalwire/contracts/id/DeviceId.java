package org.vitalwire.contracts.id;

/** A device, by the name its certificate carries. 1-64 characters of {@code A-Za-z0-9._-}. */
public record DeviceId(String value) implements Comparable<DeviceId> {

    public DeviceId {
        Identifiers.requireValid("device id", value);
    }

    public static boolean isValid(String value) {
        return Identifiers.isValid(value);
    }

    @Override
    public int compareTo(DeviceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
