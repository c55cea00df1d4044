package org.vitalwire.ingest.heldback;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.vitalwire.contracts.event.HeldBack;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.ingest.erasure.ErasedPatients;
import org.vitalwire.ingest.store.Halving;
import org.vitalwire.ingest.store.RefusedRows;
import org.vitalwire.kit.kafka.BatchHandler;
import org.vitalwire.kit.kafka.Received;
import org.vitalwire.kit.kafka.RecordDecoder;

/** Takes batches of held-back.v1 into the store. */
final class HeldBackIntake implements BatchHandler {

    private final RecordDecoder decoder;
    private final HeldBackStore store;
    private final RefusedRows refused;
    private final ErasedPatients erased;

    HeldBackIntake(
            RecordDecoder decoder,
            HeldBackStore store,
            RefusedRows refused,
            ErasedPatients erased) {
        this.decoder = decoder;
        this.store = store;
        this.refused = refused;
        this.erased = erased;
    }

    @Override
    public void handle(List<ConsumerRecord<String, byte[]>> batch) {
        erased.during(() -> take(batch));
    }

    private void take(List<ConsumerRecord<String, byte[]>> batch) {
        List<HeldBack> events =
                decoder.decode(EventCodecs.HELD_BACK, batch).stream()
                        .map(Received::event)
                        .filter(event -> !isErased(event))
                        .toList();
        if (!events.isEmpty()) {
            Halving.write(
                    events,
                    store::write,
                    (event, refusal) ->
                            refused.quarantine(
                                    EventCodecs.HELD_BACK,
                                    event,
                                    event.deviceId().value(),
                                    event.messageId(),
                                    refusal));
        }
    }

    private boolean isErased(HeldBack event) {
        return erased.covers(event.deviceId(), event.measuredAt())
                || erased.covers(event.patientId(), event.measuredAt());
    }
}
