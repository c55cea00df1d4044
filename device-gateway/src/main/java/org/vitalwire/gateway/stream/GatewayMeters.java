package org.vitalwire.gateway.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import org.vitalwire.contracts.failure.FailureCode;

/** What the endpoint counts. All meters exist from the start, so that zero is a number. */
public final class GatewayMeters {

    private final MeterRegistry registry;
    private final Counter received;
    private final Counter acknowledged;
    private final Counter readings;
    private final Counter waveforms;
    private final Counter dropped;
    private final Timer acknowledgement;
    private final Map<FailureCode, Counter> rejected = new EnumMap<>(FailureCode.class);

    public GatewayMeters(MeterRegistry registry) {
        this.registry = registry;
        this.received = registry.counter("vitalwire.gateway.messages.received");
        this.acknowledged = registry.counter("vitalwire.gateway.messages.acknowledged");
        this.readings = registry.counter("vitalwire.gateway.readings");
        this.waveforms = registry.counter("vitalwire.gateway.waveforms");
        this.dropped = registry.counter("vitalwire.gateway.messages.dropped");
        this.acknowledgement =
                Timer.builder("vitalwire.gateway.acknowledgement")
                        .description("From a message's arrival to its PUBACK")
                        .publishPercentiles(0.5, 0.99)
                        .register(registry);
        for (FailureCode code : FailureCode.values()) {
            rejected.put(code, registry.counter("vitalwire.gateway.rejected", "code", code.name()));
        }
    }

    public Counter received() {
        return received;
    }

    public Counter acknowledged() {
        return acknowledged;
    }

    public Counter readings() {
        return readings;
    }

    /** Packets of one channel each. */
    public Counter waveforms() {
        return waveforms;
    }

    /** QoS 0 only: everything else stays with its client. */
    public Counter dropped() {
        return dropped;
    }

    public Timer acknowledgement() {
        return acknowledgement;
    }

    public void rejected(FailureCode code) {
        Counter counter = rejected.get(code);
        if (counter != null) {
            counter.increment();
        }
    }

    public void disconnected(String cause) {
        registry.counter("vitalwire.gateway.disconnects", "cause", cause).increment();
    }

    public void gauges(RecordStream stream) {
        registry.gauge("vitalwire.gateway.inflight.messages", stream, RecordStream::messages);
        registry.gauge("vitalwire.gateway.inflight.bytes", stream, RecordStream::bytes);
    }
}
