package org.vitalwire.gateway.quarantine;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.gateway.device.DeviceTopics;
import org.vitalwire.gateway.device.RegisteredDevice;
import org.vitalwire.gateway.intake.Publication;
import org.vitalwire.gateway.waveform.WaveformForm;

/**
 * A rejection with its bytes.
 *
 * @param payload what is kept of it
 * @param payloadSize bytes that were sent; more than {@code payload} when that was cut
 * @param properties MQTT user properties
 * @param waited whether it had been sent again, or in a batch
 */
// Nobody compares them.
@SuppressWarnings("ArrayRecordComponent")
record Quarantined(
        String id,
        String deviceId,
        FailureCode code,
        String topic,
        Instant receivedAt,
        byte[] payload,
        int payloadSize,
        Map<String, String> properties,
        boolean waited) {

    /** Begins what stands for a topic of messages that came by MLLP. */
    private static final String MLLP = "mllp/";

    /** Why it cannot be decoded, by any rules. */
    enum Obstacle {
        /** What is left is not what was sent. */
        PAYLOAD_CUT("The payload was larger than what is kept of it."),
        /** A refused connection, for example. */
        NOTHING_KEPT("Nothing was kept of it but that it was refused."),
        /** A status, a foreign topic, or something that was refused behind the gateway. */
        NOT_A_READING("It did not come on a topic of readings or waveforms.");

        private final String words;

        Obstacle(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    Optional<Obstacle> obstacle() {
        if (payload.length == 0) {
            return Optional.of(Obstacle.NOTHING_KEPT);
        }
        if (payload.length < payloadSize) {
            return Optional.of(Obstacle.PAYLOAD_CUT);
        }
        return form() == null ? Optional.of(Obstacle.NOT_A_READING) : Optional.empty();
    }

    /** The message that it was. */
    Publication publication(RegisteredDevice device) {
        String form = form();
        return new Publication(
                device,
                topic,
                form == null ? "" : form,
                payload,
                0,
                waited,
                properties,
                receivedAt);
    }

    /** Null for what is no reading; HL7 over MLLP has no forms. */
    private @Nullable String form() {
        if (topic.equals(MLLP + deviceId)) {
            return "";
        }
        if (!topic.startsWith(DeviceTopics.ROOT)) {
            return null;
        }
        return WaveformForm.of(deviceId, topic) == null
                ? DeviceTopics.readingForm(deviceId, topic)
                : "";
    }
}
