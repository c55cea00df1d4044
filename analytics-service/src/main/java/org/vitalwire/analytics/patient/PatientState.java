package org.vitalwire.analytics.patient;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.vitalwire.analytics.condition.EventTime;

/**
 * All that is remembered of one patient. Mutable, and owned by the one evaluation that decoded it.
 * Backfill has a track of its own, so that it cannot disturb what is live.
 */
public final class PatientState {

    private static final long ON_THE_WAY = EventTime.micros(Duration.ofSeconds(10));

    ScaleOrders orders = ScaleOrders.NONE;

    Optional<LocalDate> bornOn = Optional.empty();

    OptionalDouble battery = OptionalDouble.empty();

    Track live = new Track();

    @Nullable Track retrospective;

    /**
     * The moment whose rules count for a live reading: whoever comes late is judged as its
     * neighbours are, so that rules which have come into force do not go out of it again.
     *
     * @param measuredAt microseconds
     */
    public long rulesAt(long measuredAt) {
        return Math.max(measuredAt, live.newestAt);
    }

    /**
     * The moment whose rules count when only time has passed: as far as event time has come for
     * this patient, readings on their way considered.
     *
     * @param now our time, microseconds
     */
    public long rulesAtOurTime(long now) {
        return rulesAt(now - Math.max(live.settled.lag, 0) - ON_THE_WAY);
    }

    /** What was ordered for the patient is no matter of rules: a candidate goes by it, too. */
    public void takeOrdersOf(PatientState other) {
        orders = other.orders;
        bornOn = other.bornOn;
        battery = other.battery;
    }

    /** From the census, for scores whose bands depend on the age. */
    public void setBornOn(LocalDate date) {
        bornOn = Optional.of(date);
    }

    /** Of the device whose reading comes next, percent; not stored but with that reading. */
    public void setBattery(OptionalDouble percent) {
        battery = percent;
    }

    /** Whether there is nothing worth remembering. */
    public boolean isForgettable() {
        return orders.equals(ScaleOrders.NONE)
                && live.pending.isEmpty()
                && live.settled.inputs.isEmpty()
                && live.settled.conditions().isEmpty()
                && live.told.findings().isEmpty()
                && retrospective == null;
    }
}
