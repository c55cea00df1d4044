package org.vitalwire.gateway.mqtt;

import org.vitalwire.gateway.intake.Prepared;
import org.vitalwire.gateway.stream.PendingRecords;
import org.vitalwire.gateway.stream.RecordStream;

/** A publication between its arrival and its PUBACK or PUBREC. */
final class PendingPublish extends PendingRecords {

    private final DeviceConnection connection;
    private final int packetId;
    private final int qos;

    PendingPublish(
            DeviceConnection connection,
            RecordStream stream,
            Prepared prepared,
            int packetId,
            int qos,
            long arrivedNanos) {
        super(stream, connection.completions(), prepared, arrivedNanos);
        this.connection = connection;
        this.packetId = packetId;
        this.qos = qos;
    }

    @Override
    protected void completed() {
        connection.completed(this);
    }

    /** The acknowledgement could not be written: the client has to come back for it. */
    @Override
    protected void abandon(RuntimeException fault) {
        connection.broken(fault);
    }

    int packetId() {
        return packetId;
    }

    int qos() {
        return qos;
    }
}
