package org.vitalwire.gateway.broker;

import org.vitalwire.gateway.intake.Prepared;
import org.vitalwire.gateway.stream.Completions;
import org.vitalwire.gateway.stream.PendingRecords;
import org.vitalwire.gateway.stream.RecordStream;

/** A message of the broker until it is acknowledged to it. */
final class BrokerDelivery extends PendingRecords {

    private final BrokerLink link;
    private final int packetId;
    private final int qos;

    BrokerDelivery(
            BrokerLink link,
            RecordStream stream,
            Completions completions,
            Prepared prepared,
            int packetId,
            int qos) {
        super(stream, completions, prepared, System.nanoTime());
        this.link = link;
        this.packetId = packetId;
        this.qos = qos;
    }

    @Override
    protected void completed() {
        link.completed(this);
    }

    @Override
    protected void abandon(RuntimeException fault) {
        link.broken(fault);
    }

    int packetId() {
        return packetId;
    }

    int qos() {
        return qos;
    }
}
