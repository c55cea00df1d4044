package org.vitalwire.gateway.mqtt;

import io.vertx.mqtt.messages.MqttPublishMessage;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitalwire.contracts.event.DeviceStatus.Connection;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.gateway.device.DeviceTopics;
import org.vitalwire.gateway.device.RegisteredDevice;
import org.vitalwire.gateway.intake.Intake;
import org.vitalwire.gateway.intake.Prepared;
import org.vitalwire.gateway.intake.Publication;
import org.vitalwire.gateway.status.DeviceStatuses;
import org.vitalwire.gateway.waveform.WaveformForm;

/** Leads a message to what its topic is for. All but the device's own few topics are foreign. */
public final class Publications {

    private static final Logger log = LoggerFactory.getLogger(Publications.class);
    private static final Logger audit = LoggerFactory.getLogger("audit");

    private final Intake intake;
    private final DeviceStatuses statuses;
    private final InstantSource clock;

    Publications(Intake intake, DeviceStatuses statuses, InstantSource clock) {
        this.intake = intake;
        this.statuses = statuses;
        this.clock = clock;
    }

    Prepared prepare(RegisteredDevice device, String topic, MqttPublishMessage message) {
        Instant received = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String form = device.readingForm(topic);
        Publication publication =
                new Publication(
                        device,
                        topic,
                        form == null ? "" : form,
                        message.payload().getBytes(),
                        message.messageId(),
                        message.isDup(),
                        Protocol.userProperties(message.properties()),
                        received);
        return prepare(publication);
    }

    /** The same for whoever speaks MQTT in another way. */
    public Prepared prepare(Publication publication) {
        RegisteredDevice device = publication.device();
        try {
            return device.readingForm(publication.topic()) == null
                    ? prepareOther(publication)
                    : intake.readings(publication);
        } catch (RuntimeException e) {
            // A fault of ours. The payload is kept, so that it can be replayed once we are mended;
            // unacknowledged it would come again and again.
            log.atError()
                    .addKeyValue("deviceId", device.id())
                    .addKeyValue("code", FailureCode.UNEXPECTED)
                    .setCause(withoutMessage(e))
                    .log("message could not be processed, quarantined");
            return intake.refused(publication, FailureCode.UNEXPECTED, "a fault of the gateway");
        }
    }

    private Prepared prepareOther(Publication message) {
        String id = message.device().id().value();
        if (message.topic().equals(DeviceTopics.status(id))) {
            return statuses.report(
                            message.device(),
                            message.payload(),
                            Connection.ONLINE,
                            message.receivedAt())
                    .orElseGet(() ->
                            intake.refused(
                                    message, FailureCode.UNDECODABLE, "a status is a JSON object"));
        }
        WaveformForm waveforms = WaveformForm.of(id, message.topic());
        if (waveforms != null) {
            return intake.waveforms(message, waveforms);
        }
        audit.atWarn()
                .addKeyValue("action", "refuse-topic")
                .addKeyValue("deviceId", id)
                .addKeyValue("code", FailureCode.FOREIGN_TOPIC)
                .log("publication refused");
        return intake.refused(
                message,
                FailureCode.FOREIGN_TOPIC,
                "a device publishes to its own readings, waveforms and status topics only");
    }

    /** Where it happened, without the message: that may quote a payload. */
    private static Throwable withoutMessage(RuntimeException e) {
        Throwable bare = new IllegalStateException(e.getClass().getName());
        bare.setStackTrace(e.getStackTrace());
        return bare;
    }
}
