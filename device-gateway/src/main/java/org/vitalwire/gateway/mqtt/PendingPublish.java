package org.vitalwire.gateway.mqtt;

import org.jspecify.annotations.Nullable;
import org.vitalwire.gateway.intake.Prepared;
import org.vitalwire.gateway.mqtt.CertificateDesk.Answer;
import org.vitalwire.gateway.stream.PendingRecords;
import org.vitalwire.gateway.stream.RecordStream;

/** A publication between its arrival and its PUBACK or PUBREC. */
final class PendingPublish extends PendingRecords {

    private final DeviceConnection connection;
    private final int packetId;
    private final int qos;

    /** Where something else than the records decides; belongs to the event loop. */
    private @Nullable Answer answer;

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

    /** Ends the wait of a message that was held. On the event loop. */
    void settle(Answer settled) {
        answer = settled;
        onCompletion(null, null);
    }

    @Nullable Answer answer() {
        return answer;
    }

    int packetId() {
        return packetId;
    }

    int qos() {
        return qos;
    }
}
