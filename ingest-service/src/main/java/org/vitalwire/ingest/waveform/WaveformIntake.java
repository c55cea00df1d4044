package org.vitalwire.ingest.waveform;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.vitalwire.contracts.waveform.WaveformPacket;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.ingest.erasure.ErasedPatients;
import org.vitalwire.ingest.store.Halving;
import org.vitalwire.ingest.store.RefusedRows;
import org.vitalwire.ingest.store.RowsRefusedException;
import org.vitalwire.kit.kafka.BatchHandler;
import org.vitalwire.kit.kafka.Received;
import org.vitalwire.kit.kafka.RecordDecoder;

/**
 * Takes batches of waveforms.v1 into the store. When the store is away the exception passes
 * through: the partition waits and the same batch comes again.
 */
final class WaveformIntake implements BatchHandler {

    private final RecordDecoder decoder;
    private final WaveformStore store;
    private final RefusedRows refused;
    private final ErasedPatients erased;
    private final Counter stored;
    private final Counter duplicates;
    private final Counter contradictions;

    WaveformIntake(
            RecordDecoder decoder,
            WaveformStore store,
            RefusedRows refused,
            MeterRegistry meters,
            ErasedPatients erased) {
        this.decoder = decoder;
        this.store = store;
        this.refused = refused;
        this.erased = erased;
        this.stored = samples(meters, "stored");
        this.duplicates = samples(meters, "duplicate");
        this.contradictions = samples(meters, "contradicted");
    }

    private static Counter samples(MeterRegistry meters, String result) {
        return Counter.builder("vitalwire.ingest.waveform.samples")
                .description(
                        "Samples by what became of them; contradicted: their time had another value")
                .tag("result", result)
                .register(meters);
    }

    @Override
    public void handle(List<ConsumerRecord<String, byte[]>> batch) {
        erased.during(() -> take(batch));
    }

    private void take(List<ConsumerRecord<String, byte[]>> batch) {
        List<WaveformPacket> packets =
                decoder.decode(EventCodecs.WAVEFORM_PACKET, batch).stream()
                        .map(Received::event)
                        .filter(packet -> !erased.covers(packet.deviceId(), packet.startedAt()))
                        .toList();
        if (!packets.isEmpty()) {
            Halving.write(packets, this::write, this::quarantine);
        }
    }

    private void write(List<WaveformPacket> packets) {
        Window.Merged merged = store.write(packets);
        stored.increment(merged.added());
        duplicates.increment(merged.repeated());
        contradictions.increment(merged.contradicted());
    }

    private void quarantine(WaveformPacket packet, RowsRefusedException refusal) {
        refused.quarantine(
                EventCodecs.WAVEFORM_PACKET,
                packet,
                packet.deviceId().value(),
                packet.messageId(),
                refusal);
    }
}
