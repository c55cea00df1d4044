package org.vitalwire.gateway.mllp;

import org.vitalwire.gateway.mllp.MllpMessages.Received;
import org.vitalwire.gateway.stream.Completions;
import org.vitalwire.gateway.stream.PendingRecords;
import org.vitalwire.gateway.stream.RecordStream;

/** A message between its arrival and its acknowledgement. */
final class PendingMessage extends PendingRecords {

    private final MllpConnection connection;
    private final Received received;

    PendingMessage(
            MllpConnection connection,
            RecordStream stream,
            Completions completions,
            Received received,
            long arrivedNanos) {
        super(stream, completions, received.prepared(), arrivedNanos);
        this.connection = connection;
        this.received = received;
    }

    @Override
    protected void completed() {
        connection.completed(this);
    }

    @Override
    protected void abandon(RuntimeException fault) {
        connection.broken(fault);
    }

    Received received() {
        return received;
    }
}
