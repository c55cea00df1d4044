package org.vitalwire.analytics.stream;

import java.time.Duration;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.decision.Rulebooks;
import org.vitalwire.analytics.patient.Outcome;
import org.vitalwire.analytics.patient.PatientState;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.topic.Headers;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.contracts.wire.UndecodableEventException;

/** Evaluates each reading, and now and then lets time pass for everybody. */
final class ReadingProcessor implements Processor<String, byte[], String, byte[]> {

    /** Whoever has just processed a reading may have more of them before it. */
    private static final long CATCHING_UP = EventTime.ofMillis(15_000);

    private final Rulebooks rulebooks;

    /** Turns of patients are apart by parts of this, so that no reading waits for many of them. */
    private static final Duration LONGEST_TICK = Duration.ofMillis(100);

    /** Not only readings make states: an order does, too. */
    private static final long LOOK_THROUGH_EVERY = EventTime.ofMillis(60_000);

    /** As long as findings are kept. */
    private static final Duration OLDEST = Duration.ofDays(30);

    private final Batteries batteries;
    private final AnalyticsMeters meters;
    private final Duration timePassesEvery;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init first
    private ProcessorContext<String, byte[]> context;

    @SuppressWarnings("NullAway.Init")
    private PatientStore store;

    @SuppressWarnings("NullAway.Init")
    private Emitter emitter;

    @SuppressWarnings("NullAway.Init")
    private ShadowWatch shadow;

    @SuppressWarnings("NullAway.Init")
    private WardRound round;

    /** Our time when the store was last looked through for patients. */
    private long takenUpAt;

    /** Newest receipt of what was processed, and our time then; microseconds. */
    private long heardUntil = EventTime.NEVER;

    private long heardAt = EventTime.NEVER;

    ReadingProcessor(
            Rulebooks rulebooks,
            Batteries batteries,
            AnalyticsMeters meters,
            Duration timePassesEvery) {
        this.batteries = batteries;
        this.rulebooks = rulebooks;
        this.meters = meters;
        this.timePassesEvery = timePassesEvery;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> processorContext) {
        context = processorContext;
        store = new PatientStore(context.getStateStore(AnalyticsTopology.STORE));
        emitter = new Emitter(context, meters);
        shadow =
                new ShadowWatch(
                        rulebooks,
                        new ShadowStore(context.getStateStore(AnalyticsTopology.SHADOW_STORE)),
                        emitter,
                        meters,
                        new WardRound(EventTime.micros(timePassesEvery)));
        long now = EventTime.ofMillis(context.currentSystemTimeMs());
        round = new WardRound(EventTime.micros(timePassesEvery));
        takeUpEverybody(now);
        Duration tick =
                timePassesEvery.compareTo(LONGEST_TICK) < 0 ? timePassesEvery : LONGEST_TICK;
        context.schedule(tick, PunctuationType.WALL_CLOCK_TIME, this::letTimePass);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        // A device that is on nobody is keyed device:<id>, which no patient is called.
        if (record.key() == null || record.value() == null || !PatientId.isValid(record.key())) {
            return;
        }
        Reading reading;
        PatientId patientId;
        PatientState state;
        Outcome outcome;
        long now = EventTime.ofMillis(context.currentSystemTimeMs());
        try {
            reading = EventCodecs.READING.decode(record.value());
            if (reading.patientId().filter(id -> id.value().equals(record.key())).isEmpty()) {
                throw new IllegalStateException("the key is not the patient");
            }
            patientId = reading.patientId().get();
            if (isTooOld(reading)) {
                meters.tooOld();
                return;
            }
            state = store.get(record.key());
            rulebooks.bornOn(patientId).ifPresent(state::setBornOn);
            state.setBattery(batteries.of(reading.deviceId()));
            outcome =
                    rulebooks
                            .inForce(patientId, rulesAt(state, reading))
                            .evaluator()
                            .onReading(state, patientId, reading, now);
            meters.evaluated(reading, outcome.isLate());
            heardUntil = Math.max(heardUntil, EventTime.micros(reading.receivedAt()));
            heardAt = now;
        } catch (UndecodableEventException e) {
            emitter.reject(record.value(), FailureCode.UNDECODABLE, "not a reading", e);
            return;
        } catch (RuntimeException e) {
            // Ours. The state was not stored, so it is as if this reading had not been.
            emitter.reject(record.value(), FailureCode.UNEXPECTED, "could not be evaluated", e);
            return;
        }
        emitter.emit(record.key(), outcome, record.headers().lastHeader(Headers.TRACEPARENT));
        store.put(record.key(), state);
        round.read(record.key(), outcome.restMicros(), now);
        shadow.onReading(state, patientId, reading, now);
    }

    /** Nobody could read any more what would be found of it; the reading itself is stored. */
    private static boolean isTooOld(Reading reading) {
        return reading.isRetrospective()
                && Duration.between(reading.measuredAt(), reading.receivedAt()).compareTo(OLDEST)
                        > 0;
    }

    /** What is backfilled is judged by what counted when it was measured. */
    private static long rulesAt(PatientState state, Reading reading) {
        long measuredAt = EventTime.micros(reading.measuredAt());
        return reading.isRetrospective() ? measuredAt : state.rulesAt(measuredAt);
    }

    private void takeUpEverybody(long now) {
        takenUpAt = now;
        store.patientIds().forEach(id -> round.takeUp(id, now));
        shadow.takeUpEverybody(now);
    }

    /**
     * While a backlog is worked off it is not now but when that was received: nobody has been
     * silent whose readings are still to come.
     */
    private void letTimePass(long timestamp) {
        long clock = EventTime.ofMillis(context.currentSystemTimeMs());
        boolean catchingUp = heardUntil != EventTime.NEVER && clock - heardAt < CATCHING_UP;
        long now = catchingUp ? Math.min(clock, heardUntil + CATCHING_UP) : clock;
        if (Math.abs(clock - takenUpAt) >= LOOK_THROUGH_EVERY) {
            takeUpEverybody(clock);
        }
        for (String id : round.due(clock)) {
            PatientId patientId = new PatientId(id);
            PatientState state = store.get(id);
            Outcome outcome =
                    rulebooks
                            .inForce(patientId, state.rulesAtOurTime(now))
                            .evaluator()
                            .onTime(state, patientId, now);
            emitter.emit(id, outcome, null);
            if (state.isForgettable()) {
                store.forget(id);
                round.forget(id);
            } else {
                store.putIfChanged(id, state);
                round.leave(id, outcome.restMicros(), clock);
            }
        }
        shadow.letTimePass(clock, now);
    }
}
