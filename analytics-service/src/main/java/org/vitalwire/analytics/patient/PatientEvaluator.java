package org.vitalwire.analytics.patient;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.news2.Input;
import org.vitalwire.analytics.news2.Slot;
import org.vitalwire.analytics.policy.Policy;
import org.vitalwire.contracts.event.OxygenTargetOrder;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.reading.VitalValue;

/**
 * Evaluates one patient's readings in the order in which they come. Event time decides everything
 * but silence and ageing, which need to know what time it is.
 */
public final class PatientEvaluator {

    /** A backfill that jumps back by more is another one, and is evaluated from the start. */
    private static final long ANOTHER_BACKFILL = EventTime.micros(Duration.ofHours(1));

    /** Backfill that pauses so long is over: nothing of it stays open. */
    private static final long BACKFILL_IDLE = EventTime.micros(Duration.ofMinutes(2));

    /** The backfill's inputs are kept for its next portion. */
    private static final long BACKFILL_FORGOTTEN = EventTime.micros(Duration.ofHours(6));

    /** A patient who is not heard of is forgotten; an order for the patient is not. */
    private static final long LIVE_FORGOTTEN = EventTime.micros(Duration.ofDays(2));

    /** Readings on their way may be so late without being called silence. */
    private static final long IN_FLIGHT = EventTime.micros(Duration.ofSeconds(5));

    private final List<LimitWatch> limits;
    private final News2Watch news2;

    public PatientEvaluator(Policy policy) {
        long abandonAfter = EventTime.micros(policy.abandonAfter());
        this.limits =
                policy.limits().stream().map(limit -> new LimitWatch(limit, abandonAfter)).toList();
        this.news2 = new News2Watch(policy.news2());
    }

    /**
     * @param now our time, microseconds
     */
    public Outcome onReading(PatientState state, PatientId patientId, Reading reading, long now) {
        Outcome outcome = new Outcome();
        long at = EventTime.micros(reading.measuredAt());
        boolean retrospective = reading.isRetrospective();
        int scale = retrospective ? state.orders.scaleAt(at) : state.orders.scale();
        Cause cause =
                new Cause(
                        patientId,
                        scale,
                        retrospective,
                        reading.synthetic(),
                        MessageIds.remembered(reading.messageId()),
                        reading.receivedAt());
        Lane lane = retrospective ? backfillLane(state, at, cause, outcome) : state.live;
        lane.heardAt = now;
        if (at > lane.clock) {
            lane.lag = EventTime.micros(reading.receivedAt()) - at;
            lane.synthetic = reading.synthetic();
            news2.onTime(lane, at, cause, outcome);
            lane.clock = at;
        }
        for (LimitWatch limit : limits) {
            limit.onReading(lane, reading, at, cause, outcome);
        }
        if (takeInputs(lane, reading, at, cause)) {
            news2.onInputs(lane, at, cause, outcome);
        } else {
            news2.onRepeated(lane, at, cause, outcome);
        }
        return outcome;
    }

    /** A tombstone of the order, null, puts the patient back on scale 1. */
    public Outcome onOrder(
            PatientState state, PatientId patientId, @Nullable OxygenTargetOrder order, long now) {
        Outcome outcome = new Outcome();
        ScaleOrders before = state.orders;
        state.orders = order == null ? ScaleOrders.NONE : before.with(order);
        if (state.orders.scale() != before.scale()) {
            news2.onOrder(state.live, timeCause(state, state.live, patientId, false, now), outcome);
        }
        return outcome;
    }

    /** What follows from time alone: ageing inputs, silence, the end of a backfill. */
    public Outcome onTime(PatientState state, PatientId patientId, long now) {
        Outcome outcome = new Outcome();
        Lane live = state.live;
        if (live.clock != EventTime.NEVER) {
            Cause cause = timeCause(state, live, patientId, false, now);
            news2.onTime(live, now - Math.max(live.lag, 0) - IN_FLIGHT, cause, outcome);
            news2.onAgeing(live, now, cause, outcome);
            news2.onSilence(live, now, cause, outcome);
            for (LimitWatch limit : limits) {
                limit.onSilence(live, now, cause, outcome);
            }
            if (now - live.heardAt > LIVE_FORGOTTEN) {
                close(live, cause, outcome);
                state.live = new Lane();
            }
        }
        Lane backfill = state.retrospective;
        if (backfill != null && now - backfill.heardAt > BACKFILL_IDLE) {
            close(backfill, timeCause(state, backfill, patientId, true, now), outcome);
            if (now - backfill.heardAt > BACKFILL_FORGOTTEN) {
                state.retrospective = null;
            }
        }
        return outcome;
    }

    private Lane backfillLane(PatientState state, long at, Cause cause, Outcome outcome) {
        Lane lane = state.retrospective;
        if (lane != null && at >= lane.clock - ANOTHER_BACKFILL) {
            return lane;
        }
        if (lane != null) {
            close(lane, cause, outcome);
        }
        Lane fresh = new Lane();
        state.retrospective = fresh;
        return fresh;
    }

    private void close(Lane lane, Cause cause, Outcome outcome) {
        for (LimitWatch limit : limits) {
            limit.close(lane, lane.clock, cause, outcome);
        }
        news2.close(lane, lane.clock, cause, outcome);
    }

    /** Whether any was newer than what was there. */
    private static boolean takeInputs(Lane lane, Reading reading, long at, Cause cause) {
        boolean moved = false;
        for (VitalValue value : reading.values()) {
            Slot slot = Slot.of(value.sign());
            if (slot != null && value.isScorable()) {
                double charted = value.sign().entry().roundToResolution(value.value());
                moved |=
                        lane.inputs.put(
                                slot, new Input(value.sign(), charted, at, cause.messageId()));
            }
        }
        return moved;
    }

    private static Cause timeCause(
            PatientState state, Lane lane, PatientId patientId, boolean retrospective, long now) {
        Instant clock = EventTime.instant(now);
        return new Cause(
                patientId,
                retrospective ? state.orders.scaleAt(lane.clock) : state.orders.scale(),
                retrospective,
                lane.synthetic,
                lane.inputs.newestMessageId(),
                clock);
    }
}
