package org.vitalwire.gateway.mllp;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** What the listener counts. */
final class MllpMeters {

    private final MeterRegistry registry;
    private final Counter frames;
    private final Counter garbage;
    private final AtomicInteger connections;

    MllpMeters(MeterRegistry registry) {
        this.registry = registry;
        this.frames = registry.counter("vitalwire.gateway.mllp.frames");
        this.garbage = registry.counter("vitalwire.gateway.mllp.garbage.bytes");
        this.connections =
                java.util.Objects.requireNonNull(
                        registry.gauge("vitalwire.gateway.mllp.connections", new AtomicInteger()));
        for (Outcome outcome : Outcome.values()) {
            answers(outcome.application());
            answers(outcome.commit());
        }
    }

    Counter frames() {
        return frames;
    }

    /** Bytes outside of frames, and messages that were broken off. */
    Counter garbage() {
        return garbage;
    }

    AtomicInteger connections() {
        return connections;
    }

    /**
     * @param code of MSA-1
     */
    Counter answers(String code) {
        return registry.counter("vitalwire.gateway.mllp.acknowledgements", "code", code);
    }
}
