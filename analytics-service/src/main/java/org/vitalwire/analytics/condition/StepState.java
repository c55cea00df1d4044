package org.vitalwire.analytics.condition;

/**
 * Where one step of depth stands.
 *
 * @param since when it got there, event time in microseconds
 */
public record StepState(Status status, long since) {

    static final StepState IDLE = new StepState(Status.IDLE, EventTime.NEVER);

    /** Of one step. */
    public enum Status {
        IDLE,
        /** Beyond the limit, waiting for the delay. */
        PENDING,
        ACTIVE,
        /** Active, but inside the limit again and waiting for the hysteresis. */
        CLEARING
    }

    boolean isOn() {
        return status == Status.ACTIVE || status == Status.CLEARING;
    }
}
