package org.vitalwire.gateway.erasure;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far an erasure is. Says nothing of the patient.
 *
 * @param kafkaForgottenBy when what was said of the patient on Kafka is past its retention
 */
record ErasureView(
        String id,
        State state,
        String requestedBy,
        Instant at,
        List<Part> parts,
        Instant kafkaForgottenBy) {

    enum State {
        IN_PROGRESS,
        DONE
    }

    enum PartState {
        WAITING,
        DONE
    }

    record Part(String service, PartState state, long erased, @Nullable Instant at) {}
}
