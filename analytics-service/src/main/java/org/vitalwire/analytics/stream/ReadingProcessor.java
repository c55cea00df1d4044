package org.vitalwire.analytics.stream;

import java.time.Duration;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.patient.Outcome;
import org.vitalwire.analytics.patient.PatientEvaluator;
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

    private final PatientEvaluator evaluator;
    private final AnalyticsMeters meters;
    private final Duration timePassesEvery;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init first
    private ProcessorContext<String, byte[]> context;

    @SuppressWarnings("NullAway.Init")
    private PatientStore store;

    @SuppressWarnings("NullAway.Init")
    private Emitter emitter;

    /** Newest receipt of what was processed, and our time then; microseconds. */
    private long heardUntil = EventTime.NEVER;

    private long heardAt = EventTime.NEVER;

    ReadingProcessor(PatientEvaluator evaluator, AnalyticsMeters meters, Duration timePassesEvery) {
        this.evaluator = evaluator;
        this.meters = meters;
        this.timePassesEvery = timePassesEvery;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> processorContext) {
        context = processorContext;
        store = new PatientStore(context.getStateStore(AnalyticsTopology.STORE));
        emitter = new Emitter(context, meters);
        context.schedule(timePassesEvery, PunctuationType.WALL_CLOCK_TIME, this::letTimePass);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        // A device that is on nobody is keyed device:<id>, which no patient is called.
        if (record.key() == null || record.value() == null || !PatientId.isValid(record.key())) {
            return;
        }
        PatientState state;
        Outcome outcome;
        try {
            Reading reading = EventCodecs.READING.decode(record.value());
            if (reading.patientId().filter(id -> id.value().equals(record.key())).isEmpty()) {
                throw new IllegalStateException("the key is not the patient");
            }
            state = store.get(record.key());
            outcome =
                    evaluator.onReading(
                            state,
                            reading.patientId().get(),
                            reading,
                            EventTime.ofMillis(context.currentSystemTimeMs()));
            meters.evaluated(reading, outcome.isLate());
            heardUntil = Math.max(heardUntil, EventTime.micros(reading.receivedAt()));
            heardAt = EventTime.ofMillis(context.currentSystemTimeMs());
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
    }

    /**
     * While a backlog is worked off it is not now but when that was received: nobody has been
     * silent whose readings are still to come.
     */
    private void letTimePass(long timestamp) {
        long clock = EventTime.ofMillis(context.currentSystemTimeMs());
        boolean catchingUp = heardUntil != EventTime.NEVER && clock - heardAt < CATCHING_UP;
        long now = catchingUp ? Math.min(clock, heardUntil + CATCHING_UP) : clock;
        for (String patientId : store.patientIds()) {
            PatientState state = store.get(patientId);
            Outcome outcome = evaluator.onTime(state, new PatientId(patientId), now);
            emitter.emit(patientId, outcome, null);
            if (state.isForgettable()) {
                store.forget(patientId);
            } else {
                store.putIfChanged(patientId, state);
            }
        }
    }
}
