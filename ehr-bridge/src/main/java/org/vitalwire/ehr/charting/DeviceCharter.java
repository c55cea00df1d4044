package org.vitalwire.ehr.charting;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.vitalwire.contracts.event.DeviceStatus;
import org.vitalwire.contracts.id.Canary;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.ehr.chart.ChartEntry;
import org.vitalwire.ehr.ledger.DeviceLedger;
import org.vitalwire.ehr.ledger.DeviceLedger.Seen;
import org.vitalwire.kit.kafka.BatchHandler;
import org.vitalwire.kit.kafka.RecordDecoder;

/** Charts devices: what they tell of themselves, and what was charted of them. */
final class DeviceCharter implements BatchHandler {

    private final RecordDecoder decoder;
    private final DeviceLedger ledger;
    private final Counter charted;

    /** What the ledger surely has: a few for each device. */
    private final Set<Seen> known = ConcurrentHashMap.newKeySet();

    DeviceCharter(RecordDecoder decoder, DeviceLedger ledger, MeterRegistry meters) {
        this.decoder = decoder;
        this.ledger = ledger;
        this.charted = meters.counter("vitalwire.ehr.charted", "kind", "device");
    }

    @Override
    public void handle(List<ConsumerRecord<String, byte[]>> batch) {
        List<DeviceStatus> statuses =
                decoder.decode(EventCodecs.DEVICE_STATUS, batch).stream()
                        .map(received -> received.event())
                        .filter(status -> !Canary.is(status.deviceId()))
                        .toList();
        if (!statuses.isEmpty()) {
            charted.increment(ledger.chart(statuses));
        }
    }

    /** After these were charted; the same again costs nothing. */
    void charted(Collection<ChartEntry> entries) {
        Set<Seen> unknown =
                entries.stream()
                        .flatMap(entry ->
                                entry.key().deviceId().stream()
                                        .map(device ->
                                                new Seen(
                                                        device,
                                                        entry.key().item(),
                                                        entry.synthetic())))
                        .filter(seen -> !known.contains(seen))
                        .collect(Collectors.toSet());
        if (!unknown.isEmpty()) {
            charted.increment(ledger.charted(unknown));
            known.addAll(unknown);
        }
    }
}
