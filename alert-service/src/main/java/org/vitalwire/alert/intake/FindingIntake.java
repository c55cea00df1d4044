package org.vitalwire.alert.intake;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.vitalwire.alert.ledger.EpisodeLedger;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.kit.kafka.BatchHandler;
import org.vitalwire.kit.kafka.RecordDecoder;

/**
 * Takes findings in. One transaction a batch, and offsets only after it: a crash in between gives
 * the batch again, and the inbox of the ledger knows it.
 */
final class FindingIntake implements BatchHandler {

    private final RecordDecoder decoder;
    private final EpisodeLedger ledger;

    FindingIntake(RecordDecoder decoder, EpisodeLedger ledger) {
        this.decoder = decoder;
        this.ledger = ledger;
    }

    @Override
    public void handle(List<ConsumerRecord<String, byte[]>> batch) {
        ledger.record(decoder.decode(EventCodecs.FINDING, batch));
    }
}
