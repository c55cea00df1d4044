package org.vitalwire.ingest.store;

/**
 * From where a period of a device is read: each instant of it from one place.
 *
 * @param raw from samples: what is due, doubtful, or no whole minute. Samples are always right
 * @param minutes from {@code vital_1m}
 * @param hours from {@code vital_1h}
 */
record RollUpPlan(Spans raw, Spans minutes, Spans hours) {

    /** More stretches are joined, at the price of reading some of it from the finer grain. */
    static final int MOST_STRETCHES = 12;

    static RollUpPlan raw(Spans wanted) {
        return new RollUpPlan(wanted, Spans.NONE, Spans.NONE);
    }

    /**
     * What of the wanted is read from hours.
     *
     * @param unusable hours that must not be taken
     */
    static Spans hours(Spans wanted, Spans unusable) {
        return wanted.aligned(Grain.HOUR.micros()).minus(unusable.coarsened(MOST_STRETCHES));
    }

    /**
     * @param hours what is read from hours
     * @param unusable minutes that must not be taken
     */
    static RollUpPlan of(Spans wanted, Spans hours, Spans unusable) {
        Spans rest = wanted.minus(hours);
        Spans minutes =
                rest.aligned(Grain.MINUTE.micros()).minus(unusable.coarsened(MOST_STRETCHES));
        return new RollUpPlan(rest.minus(minutes), minutes, hours);
    }
}
