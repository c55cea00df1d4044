package org.vitalwire.ehr.charting;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.vitalwire.contracts.event.AlertEpisode;
import org.vitalwire.contracts.id.Canary;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.ehr.ledger.AlertLedger;
import org.vitalwire.kit.kafka.BatchHandler;
import org.vitalwire.kit.kafka.RecordDecoder;

/** Charts what becomes of alerts. */
final class AlertCharter implements BatchHandler {

    private final RecordDecoder decoder;
    private final AlertLedger ledger;
    private final Counter charted;

    AlertCharter(RecordDecoder decoder, AlertLedger ledger, MeterRegistry meters) {
        this.decoder = decoder;
        this.ledger = ledger;
        this.charted = meters.counter("vitalwire.ehr.charted", "kind", "alert");
    }

    @Override
    public void handle(List<ConsumerRecord<String, byte[]>> batch) {
        List<AlertEpisode> transitions =
                decoder.decode(EventCodecs.ALERT_EPISODE, batch).stream()
                        .map(received -> received.event())
                        .filter(transition -> !Canary.is(transition.patientId()))
                        .toList();
        if (!transitions.isEmpty()) {
            charted.increment(ledger.chart(transitions));
        }
    }
}
