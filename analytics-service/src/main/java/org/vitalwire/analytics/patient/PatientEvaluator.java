package org.vitalwire.analytics.patient;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongToIntFunction;
import org.jspecify.annotations.Nullable;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.policy.Policy;
import org.vitalwire.contracts.event.HeldBack;
import org.vitalwire.contracts.event.OxygenTargetOrder;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.Reading;

/**
 * Evaluates one patient's readings as they come. What is found is found at once and is a matter of
 * event time alone: in whatever order the readings come, within the lateness that the policy
 * allows, the same is found in the end, and what was told too early is withdrawn. Our own clock
 * decides of silence and ageing only.
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

    private final Rules rules;
    private final Teller teller;
    private final long lateness;

    public PatientEvaluator(Policy policy) {
        this.rules = new Rules(policy);
        this.teller = new Teller(rules);
        this.lateness = EventTime.micros(policy.lateness());
    }

    /**
     * @param now our time, microseconds
     */
    public Outcome onReading(PatientState state, PatientId patientId, Reading reading, long now) {
        Outcome outcome = new Outcome();
        Measurement message = Measurement.of(reading, state.battery);
        state.live.know(state.bornOn);
        if (reading.isRetrospective()) {
            onBackfill(state, patientId, message, now, outcome);
        } else {
            onLive(state, patientId, message, reading, now, outcome);
        }
        return outcome;
    }

    /** A tombstone of the order, null, puts the patient back on scale 1. */
    public Outcome onOrder(
            PatientState state, PatientId patientId, @Nullable OxygenTargetOrder order, long now) {
        Outcome outcome = new Outcome();
        ScaleOrders before = state.orders;
        state.orders = order == null ? ScaleOrders.NONE : before.with(order);
        Track live = state.live;
        if (state.orders.scale() != before.scale() && !live.isNew()) {
            Announcements news = new Announcements();
            Lane ahead = live.ahead(rules, liveScale(state), news);
            live.setCurrent(ahead, rules);
            Cause cause = timeCause(state, ahead, patientId, false, now);
            teller.tellFindings(live, ahead, news, cause, outcome);
            if (live.told.anyScore()) {
                rules.tellScores(ahead, live.told, false, cause, outcome);
            }
        }
        return outcome;
    }

    /** What follows from time alone: ageing inputs, silence, the end of a backfill. */
    public Outcome onTime(PatientState state, PatientId patientId, long now) {
        Outcome outcome = new Outcome();
        if (state.live.isNew()) {
            letRest(state, state.live.settled, outcome);
        } else {
            liveTime(state, patientId, now, outcome);
        }
        Track backfill = state.retrospective;
        if (backfill != null && now - backfill.heardAt > BACKFILL_IDLE) {
            close(state, backfill, patientId, true, now, outcome);
            if (now - backfill.heardAt > BACKFILL_FORGOTTEN) {
                state.retrospective = null;
            }
        }
        return outcome;
    }

    private void onLive(
            PatientState state,
            PatientId patientId,
            Measurement message,
            Reading reading,
            long now,
            Outcome outcome) {
        Track live = state.live;
        live.heardAt = now;
        rules.forgetUnwatched(live);
        LongToIntFunction scale = liveScale(state);
        Cause cause = cause(patientId, message, state.orders.scale(), false);
        if (live.contains(message)) {
            teller.tellAgain(live, current(live, scale), cause, outcome);
            return;
        }
        Announcements news = Announcements.about(message);
        Lane before = live.current(rules);
        if (live.isBeforeSettled(message)) {
            if (!live.isNewestOfASign(message)) {
                live.recent.add(message.fingerprint());
                onLate(state, patientId, message, now, outcome);
                return;
            }
            live.recent.add(message.fingerprint());
            rules.take(live.settled, message, scale.applyAsInt(message.at()), news);
            live.setCurrent(live.ahead(rules, scale, news), rules);
        } else if (before != null && live.isInOrder(message)) {
            rules.take(before, message, scale.applyAsInt(message.at()), news);
            live.insert(message);
            settle(live, scale, Announcements.unheard());
        } else {
            live.insert(message);
            settle(live, scale, news);
            live.setCurrent(live.ahead(rules, scale, news), rules);
        }
        Lane current = current(live, scale);
        teller.tellFindings(live, current, news, cause, outcome);
        rules.tellScores(current, live.told, true, cause, outcome);
        tellHeldBack(news, message, reading.measuredAt(), cause, outcome);
        letRest(state, current, outcome);
    }

    private void onBackfill(
            PatientState state,
            PatientId patientId,
            Measurement message,
            long now,
            Outcome outcome) {
        Track track = state.retrospective;
        if (track == null || message.at() < track.newestAt - ANOTHER_BACKFILL) {
            if (track != null) {
                close(state, track, patientId, true, now, outcome);
            }
            track = new Track();
            state.retrospective = track;
        }
        track.heardAt = now;
        rules.forgetUnwatched(track);
        takeRetrospective(state, track, patientId, message, true, outcome);
    }

    /**
     * Live, but too late to move the live lane: what it shows is found afterwards, and never pages.
     */
    private void onLate(
            PatientState state,
            PatientId patientId,
            Measurement message,
            long now,
            Outcome outcome) {
        outcome.markLate();
        Track backfill = state.retrospective;
        if (backfill != null && Math.abs(message.at() - backfill.newestAt) <= ANOTHER_BACKFILL) {
            takeRetrospective(state, backfill, patientId, message, false, outcome);
            return;
        }
        if (backfill == null) {
            Track track = new Track();
            track.heardAt = now;
            state.retrospective = track;
            takeRetrospective(state, track, patientId, message, false, outcome);
            return;
        }
        // A backfill of another time is under way, and must not be torn: this one stands alone.
        Track alone = new Track();
        takeRetrospective(state, alone, patientId, message, false, outcome);
        close(state, alone, patientId, true, now, outcome);
    }

    /** Nobody waits for what is retrospective: it is told once it is settled. */
    private void takeRetrospective(
            PatientState state,
            Track track,
            PatientId patientId,
            Measurement message,
            boolean tellScores,
            Outcome outcome) {
        if (track.contains(message)) {
            Cause cause = cause(patientId, message, state.orders.scaleAt(message.at()), true);
            teller.tellAgain(track, track.settled, cause, outcome);
            return;
        }
        if (track.isBeforeSettled(message) && !track.isNewestOfASign(message)) {
            track.recent.add(message.fingerprint());
            outcome.markLate();
            return;
        }
        track.know(state.bornOn);
        track.insert(message);
        Measurement due = track.nextDue(lateness);
        while (due != null) {
            int scale = state.orders.scaleAt(due.at());
            Announcements news = Announcements.about(due);
            rules.take(track.settled, due, scale, news);
            Cause cause = cause(patientId, due, scale, true).processedWith(message.fingerprint());
            teller.tellFindings(track, track.settled, news, cause, outcome);
            if (tellScores) {
                rules.tellScores(track.settled, track.told, true, cause, outcome);
            }
            tellHeldBack(news, due, EventTime.instant(due.at()), cause, outcome);
            due = track.nextDue(lateness);
        }
    }

    private void liveTime(PatientState state, PatientId patientId, long now, Outcome outcome) {
        Track live = state.live;
        rules.forgetUnwatched(live);
        LongToIntFunction scale = liveScale(state);
        Announcements news = new Announcements();
        Lane ahead = live.ahead(rules, scale, news);
        Cause cause = timeCause(state, ahead, patientId, false, now);
        long until = now - Math.max(ahead.lag, 0) - IN_FLIGHT;
        rules.letTimePass(ahead, until, cause.fingerprint(), cause.scale(), news);
        boolean forgotten = now - live.heardAt > LIVE_FORGOTTEN;
        if (forgotten
                || rules.anySilent(ahead, until)
                || rules.technical().isSilenceDue(ahead, until)) {
            live.settleAs(ahead);
            rules.technical().onSilence(ahead, until, cause.fingerprint(), news);
            rules.endSilent(ahead, until, cause.fingerprint(), cause.scale(), news);
        }
        if (forgotten) {
            rules.close(ahead, cause.fingerprint(), cause.scale(), news);
        }
        teller.tellFindings(live, ahead, news, cause, outcome);
        if (live.told.anyScore()) {
            long before = live.told.agedTo;
            live.told.agedTo = Math.max(before, now);
            int scores = outcome.scores().size();
            rules.tellScores(ahead, live.told, false, cause, outcome);
            if (outcome.scores().size() == scores) {
                live.told.agedTo = before;
            }
        }
        if (forgotten) {
            state.live = new Track();
        }
        letRest(state, ahead, outcome);
    }

    /** A backfill that is open has an end that only our clock knows. */
    private void letRest(PatientState state, Lane lane, Outcome outcome) {
        if (state.retrospective == null) {
            outcome.mayRest(rules.restOf(lane, state.live.told));
        }
    }

    private void close(
            PatientState state,
            Track track,
            PatientId patientId,
            boolean retrospective,
            long now,
            Outcome outcome) {
        LongToIntFunction scale = retrospective ? state.orders::scaleAt : liveScale(state);
        Announcements news = new Announcements();
        Lane ahead = track.ahead(rules, scale, news);
        Cause cause = timeCause(state, ahead, patientId, retrospective, now);
        track.settleAs(ahead);
        rules.close(ahead, cause.fingerprint(), cause.scale(), news);
        teller.tellFindings(track, ahead, news, cause, outcome);
    }

    private void settle(Track track, LongToIntFunction scale, Announcements news) {
        Measurement due = track.nextDue(lateness);
        while (due != null) {
            rules.take(track.settled, due, scale.applyAsInt(due.at()), news);
            due = track.nextDue(lateness);
        }
    }

    private Lane current(Track track, LongToIntFunction scale) {
        Lane current = track.current(rules);
        if (current == null) {
            current = track.ahead(rules, scale, Announcements.unheard());
            track.setCurrent(current, rules);
        }
        return current;
    }

    private static void tellHeldBack(
            Announcements news,
            Measurement message,
            Instant measuredAt,
            Cause cause,
            Outcome outcome) {
        if (!news.heldBack().isEmpty()) {
            outcome.add(
                    new HeldBack(
                            cause.patientId(),
                            new DeviceId(message.deviceId()),
                            measuredAt,
                            news.heldBack(),
                            cause.retrospective(),
                            cause.synthetic(),
                            message.messageId()));
        }
    }

    private static LongToIntFunction liveScale(PatientState state) {
        int scale = state.orders.scale();
        return at -> scale;
    }

    private static Cause cause(
            PatientId patientId, Measurement message, int scale, boolean retrospective) {
        return new Cause(
                patientId,
                scale,
                retrospective,
                message.synthetic(),
                message.messageId(),
                EventTime.instant(message.receivedAt()),
                message.fingerprint());
    }

    private static Cause timeCause(
            PatientState state, Lane lane, PatientId patientId, boolean retrospective, long now) {
        String messageId = lane.inputs.newestMessageId();
        return new Cause(
                patientId,
                retrospective ? state.orders.scaleAt(lane.clock) : state.orders.scale(),
                retrospective,
                lane.synthetic,
                messageId,
                EventTime.instant(now),
                MessageIds.fingerprint(messageId));
    }
}
