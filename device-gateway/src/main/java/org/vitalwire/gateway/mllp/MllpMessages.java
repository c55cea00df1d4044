package org.vitalwire.gateway.mllp;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.gateway.codec.hl7.Hl7Header;
import org.vitalwire.gateway.codec.hl7.Hl7Message;
import org.vitalwire.gateway.codec.hl7.Hl7OruCodec;
import org.vitalwire.gateway.device.DeviceRegistry;
import org.vitalwire.gateway.device.RegisteredDevice;
import org.vitalwire.gateway.intake.Intake;
import org.vitalwire.gateway.intake.Prepared;
import org.vitalwire.gateway.intake.Publication;

/** Finds out whose message it is, and what Kafka must have of it. */
final class MllpMessages {

    private static final Logger log = LoggerFactory.getLogger(MllpMessages.class);
    private static final Logger audit = LoggerFactory.getLogger("audit");
    private static final String PROTOCOL = "mllp";

    private final Intake intake;
    private final DeviceRegistry registry;
    private final Map<String, Map<String, String>> senders;
    private final InstantSource clock;

    MllpMessages(
            Intake intake, DeviceRegistry registry, MllpSettings settings, InstantSource clock) {
        this.intake = intake;
        this.registry = registry;
        this.senders = settings.senders();
        this.clock = clock;
    }

    /**
     * @param header null where there is none that can be read
     */
    record Received(@Nullable Hl7Header header, Prepared prepared, Instant at) {

        Outcome outcome() {
            return Outcome.of(prepared, header);
        }
    }

    /** Why a message is not taken as the device's that it names. */
    private record Refusal(FailureCode code, String reason) {}

    /**
     * @param sender whose certificate the connection has
     */
    Received receive(RegisteredDevice sender, byte[] message) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Hl7Header header = header(message);
        Map<String, String> devices = senders.get(sender.id().value());
        if (devices == null) {
            return new Received(header, readings(publication(sender, header, message, now)), now);
        }
        String named = header == null ? null : devices.get(header.sender());
        RegisteredDevice device = named == null ? null : registry.find(named);
        Refusal refusal = refusal(header, named, device);
        if (refusal == null && device != null) {
            return new Received(header, readings(publication(device, header, message, now)), now);
        }
        return new Received(header, refused(sender, header, message, refusal, now), now);
    }

    private static @Nullable Refusal refusal(
            @Nullable Hl7Header header, @Nullable String named, @Nullable RegisteredDevice device) {
        if (header == null) {
            return new Refusal(FailureCode.UNDECODABLE, "no MSH that could be read");
        }
        if (named == null) {
            return new Refusal(
                    FailureCode.OTHER_DEVICE,
                    "MSH-3 names no device that this sender may speak for");
        }
        if (device == null) {
            return new Refusal(
                    FailureCode.UNKNOWN_DEVICE, "the device that MSH-3 stands for is not known");
        }
        if (!device.mayConnect()) {
            return new Refusal(
                    FailureCode.DEVICE_NOT_ACTIVE,
                    "the device that MSH-3 stands for is not active");
        }
        return device.model().codec().equals(Hl7OruCodec.NAME)
                ? null
                : new Refusal(
                        FailureCode.OTHER_DEVICE,
                        "the device that MSH-3 stands for does not send HL7 v2");
    }

    private Prepared refused(
            RegisteredDevice sender,
            @Nullable Hl7Header header,
            byte[] message,
            @Nullable Refusal refusal,
            Instant now) {
        Refusal why =
                refusal == null ? new Refusal(FailureCode.UNKNOWN_DEVICE, "no device") : refusal;
        audit.atWarn()
                .addKeyValue("action", "refuse-message")
                .addKeyValue("deviceId", sender.id())
                .addKeyValue("code", why.code())
                .log("message refused");
        return intake.refused(
                publication(sender, header, message, now), PROTOCOL, why.code(), why.reason());
    }

    private Prepared readings(Publication publication) {
        try {
            return intake.readings(publication);
        } catch (RuntimeException e) {
            // A fault of ours. The payload is kept, so that it can be replayed once we are mended.
            Throwable bare = new IllegalStateException(e.getClass().getName());
            bare.setStackTrace(e.getStackTrace());
            log.atError()
                    .addKeyValue("deviceId", publication.device().id())
                    .addKeyValue("code", FailureCode.UNEXPECTED)
                    .setCause(bare)
                    .log("message could not be processed, quarantined");
            return intake.refused(
                    publication, PROTOCOL, FailureCode.UNEXPECTED, "a fault of the gateway");
        }
    }

    private static @Nullable Hl7Header header(byte[] message) {
        try {
            return Hl7Message.parse(message).header();
        } catch (Hl7Message.UnreadableException e) {
            return null;
        }
    }

    private static Publication publication(
            RegisteredDevice device, @Nullable Hl7Header header, byte[] message, Instant now) {
        return new Publication(
                device,
                PROTOCOL + "/" + device.id().value(),
                "",
                message,
                // The same when the message is sent again, as its control id is.
                header == null ? 0 : (header.controlId().hashCode() & 0x7FFF_FFFF) | 1,
                false,
                Map.of(),
                now);
    }
}
