package org.vitalwire.gateway.event;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitalwire.contracts.event.DeviceEvent;
import org.vitalwire.contracts.event.DeviceEvent.Phase;
import org.vitalwire.contracts.event.DeviceEvent.Severity;
import org.vitalwire.contracts.event.DeviceEventKind;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.kit.kafka.EventPublisher;

/** Tells what happened to devices. Never blocks and never fails its caller. */
public final class DeviceEvents {

    private static final Logger log = LoggerFactory.getLogger(DeviceEvents.class);
    private static final String GATEWAY_KEY = "gateway";

    private final EventPublisher publisher;
    private final InstantSource clock;

    DeviceEvents(EventPublisher publisher, InstantSource clock) {
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Something that is over as soon as it happened. */
    public void moment(DeviceId device, DeviceEventKind kind, Severity severity, String detail) {
        String id = UUID.randomUUID().toString();
        tell(
                new DeviceEvent(
                        id,
                        Optional.of(device),
                        kind,
                        Phase.MOMENT,
                        severity,
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        detail,
                        id,
                        List.of()));
    }

    /** For what lasts, and for what concerns many: the caller makes the event. */
    // The failure is heard below; nobody waits for the success.
    @SuppressWarnings("FutureReturnValueIgnored")
    public void tell(DeviceEvent event) {
        publisher
                .publish(
                        EventCodecs.DEVICE_EVENT,
                        event.deviceId().map(DeviceId::value).orElse(GATEWAY_KEY),
                        event,
                        null)
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        log.atWarn()
                                .addKeyValue("kind", event.kind())
                                .addKeyValue("code", FailureCode.STREAM_UNAVAILABLE)
                                .addKeyValue("cause", failure.getClass().getSimpleName())
                                .log("device event could not be published");
                    }
                });
    }
}
