package org.vitalwire.analytics.condition;

/**
 * Where one step of depth stands.
 *
 * @param since when the wait began, event time in microseconds; {@link EventTime#NEVER} where there
 *     is none
 */
public record StepState(Status status, long since) {

    static final StepState IDLE = new StepState(Status.IDLE, EventTime.NEVER);

    /** Since when is in what was announced. */
    static final StepState ACTIVE = new StepState(Status.ACTIVE, EventTime.NEVER);

    /** Of one step. */
    public enum Status {
        IDLE,
        /** Beyond the limit, waiting for the delay. */
        PENDING,
        ACTIVE,
        /** Active, but inside the limit again and waiting for the hysteresis. */
        CLEARING
    }

    /** Whether it waits for a delay or a hysteresis. */
    public boolean isWaiting() {
        return status == Status.PENDING || status == Status.CLEARING;
    }

    boolean isOn() {
        return status == Status.ACTIVE || status == Status.CLEARING;
    }
}
