package org.vitalwire.ingest.intake;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.vitalwire.contracts.id.Canary;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.ingest.erasure.ErasedPatients;
import org.vitalwire.ingest.store.Halving;
import org.vitalwire.ingest.store.RefusedRows;
import org.vitalwire.ingest.store.RowsRefusedException;
import org.vitalwire.ingest.store.SampleStore;
import org.vitalwire.ingest.store.SampleStore.Written;
import org.vitalwire.kit.kafka.BatchHandler;
import org.vitalwire.kit.kafka.Received;
import org.vitalwire.kit.kafka.RecordDecoder;

/**
 * Takes batches of readings.v1 into the store. When the store is away the exception passes through:
 * the partition waits and the same batch comes again. A row that the store refuses is searched for
 * by halves, quarantined, and its neighbours are stored. Of the canary nothing is stored, so that
 * nobody is ever shown it.
 */
final class ReadingIntake implements BatchHandler {

    private final RecordDecoder decoder;
    private final SampleStore store;
    private final RefusedRows refused;
    private final IntakeMeters meters;
    private final CommittedReadings committed;
    private final ErasedPatients erased;

    ReadingIntake(
            RecordDecoder decoder,
            SampleStore store,
            RefusedRows refused,
            IntakeMeters meters,
            CommittedReadings committed,
            ErasedPatients erased) {
        this.decoder = decoder;
        this.store = store;
        this.refused = refused;
        this.meters = meters;
        this.committed = committed;
        this.erased = erased;
    }

    @Override
    public void handle(List<ConsumerRecord<String, byte[]>> batch) {
        erased.during(() -> take(batch));
    }

    private void take(List<ConsumerRecord<String, byte[]>> batch) {
        List<Received<Reading>> received = decoder.decode(EventCodecs.READING, batch);
        List<Reading> readings = new ArrayList<>(received.size());
        for (Received<Reading> one : received) {
            if (!Canary.is(one.event().deviceId())
                    && !erased.covers(one.event().deviceId(), one.event().measuredAt())) {
                readings.add(one.event());
            }
        }
        if (!readings.isEmpty()) {
            meters.batch(readings.size());
            Halving.write(readings, this::write, this::quarantine);
        }
    }

    private void write(List<Reading> readings) {
        Written written = store.write(readings);
        meters.stored(written, readings);
        committed.committed(readings);
    }

    private void quarantine(Reading reading, RowsRefusedException refusal) {
        refused.quarantine(
                EventCodecs.READING,
                reading,
                reading.deviceId().value(),
                reading.messageId(),
                refusal);
    }
}
