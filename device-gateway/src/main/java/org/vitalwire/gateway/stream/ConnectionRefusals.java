package org.vitalwire.gateway.stream;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitalwire.contracts.event.RejectedPayload;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.gateway.intake.RecordFactory;

/**
 * The trace that a refused connection leaves: audit, metric, and an entry among the rejections, one
 * a minute for each device and cause, as a refused client tries again and again.
 */
public final class ConnectionRefusals {

    private static final Logger audit = LoggerFactory.getLogger("audit");
    private static final Duration ONCE_IN = Duration.ofMinutes(1);
    private static final int REMEMBERED = 10_000;

    private final String protocol;
    private final RecordStream stream;
    private final GatewayMeters meters;
    private final InstantSource clock;
    private final Map<String, Instant> told = new ConcurrentHashMap<>();

    /**
     * @param protocol that is refused, such as {@code mqtt}; stands where a codec's name does
     */
    public ConnectionRefusals(
            String protocol, RecordStream stream, GatewayMeters meters, InstantSource clock) {
        this.protocol = protocol;
        this.stream = stream;
        this.meters = meters;
        this.clock = clock;
    }

    public void refused(String device, FailureCode code, String reason) {
        refused(device, code, reason, "", 0);
    }

    /**
     * @param topic where the refused packet was going, empty when not known
     * @param size of the refused packet, 0 when not known
     */
    public void refused(String device, FailureCode code, String reason, String topic, int size) {
        meters.rejected(code);
        audit.atWarn()
                .addKeyValue("action", "refuse-device")
                .addKeyValue("deviceId", device)
                .addKeyValue("code", code)
                .log("device refused");
        Instant now = clock.instant();
        String id = "%s:%d:%d".formatted(device, code.number(), now.getEpochSecond());
        if (!isNews(device + code.number(), now)) {
            return;
        }
        stream.tell(
                RecordFactory.of(
                        EventCodecs.REJECTED_PAYLOAD,
                        device,
                        new RejectedPayload(
                                id,
                                device,
                                topic,
                                code,
                                reason,
                                protocol,
                                now,
                                ByteString.EMPTY,
                                size,
                                Optional.empty()),
                        RecordFactory.trace(null)));
    }

    private boolean isNews(String cause, Instant now) {
        if (told.size() > REMEMBERED) {
            told.clear();
        }
        Instant before = told.put(cause, now);
        if (before != null && now.isBefore(before.plus(ONCE_IN))) {
            told.put(cause, before);
            return false;
        }
        return true;
    }
}
