package org.vitalwire.analytics.stream;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.decision.Rulebooks;
import org.vitalwire.analytics.patient.Outcome;
import org.vitalwire.analytics.patient.PatientState;
import org.vitalwire.contracts.event.OxygenTargetOrder;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.topic.Headers;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.contracts.wire.UndecodableEventException;

/** Takes orders of the SpO2 scale into the patient's state. */
final class OrderProcessor implements Processor<String, byte[], String, byte[]> {

    private final Rulebooks rulebooks;
    private final AnalyticsMeters meters;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init first
    private ProcessorContext<String, byte[]> context;

    @SuppressWarnings("NullAway.Init")
    private PatientStore store;

    @SuppressWarnings("NullAway.Init")
    private Emitter emitter;

    OrderProcessor(Rulebooks rulebooks, AnalyticsMeters meters) {
        this.rulebooks = rulebooks;
        this.meters = meters;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> processorContext) {
        context = processorContext;
        store = new PatientStore(context.getStateStore(AnalyticsTopology.STORE));
        emitter = new Emitter(context, meters);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        if (record.key() == null || !PatientId.isValid(record.key())) {
            return;
        }
        byte @Nullable [] value = record.value();
        @Nullable OxygenTargetOrder order;
        try {
            order = value == null ? null : EventCodecs.OXYGEN_TARGET_ORDER.decode(value);
        } catch (UndecodableEventException e) {
            emitter.reject(record.value(), FailureCode.UNDECODABLE, "not an order", e);
            return;
        }
        PatientState state = store.get(record.key());
        PatientId patientId = new PatientId(record.key());
        long now = EventTime.ofMillis(context.currentSystemTimeMs());
        Outcome outcome =
                rulebooks
                        .inForce(patientId, state.rulesAtOurTime(now))
                        .evaluator()
                        .onOrder(state, patientId, order, now);
        emitter.emit(record.key(), outcome, record.headers().lastHeader(Headers.TRACEPARENT));
        store.put(record.key(), state);
    }
}
