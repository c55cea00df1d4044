package org.vitalwire.contracts.reading;

/**
 * A device's own count of its messages, by which a lost one shows.
 *
 * @param boot the device's name for the run in which it counts, empty when it has none
 * @param number not negative; one more for each message of the boot
 */
public record Sequence(String boot, long number) {

    public Sequence {
        if (number < 0) {
            throw new IllegalArgumentException("a sequence counts from zero up");
        }
    }
}
