package org.vitalwire.alert.ledger;

import org.vitalwire.contracts.event.Priority;

/** Priorities as the database sorts them. */
public final class Priorities {

    private Priorities() {}

    public static int toNumber(Priority priority) {
        return switch (priority) {
            case LOW -> 1;
            case MEDIUM -> 2;
            case HIGH -> 3;
        };
    }

    public static Priority ofNumber(int number) {
        return switch (number) {
            case 1 -> Priority.LOW;
            case 2 -> Priority.MEDIUM;
            case 3 -> Priority.HIGH;
            default -> throw new IllegalStateException("no priority has number " + number);
        };
    }
}
