package org.vitalwire.gateway.device;

import org.jspecify.annotations.Nullable;

/** A device's own MQTT topics, and the two of a claim's bearer. There are no others. */
public final class DeviceTopics {

    /** Of all of them. */
    public static final String ROOT = "vitalwire/v1/";

    /** The bearer of a claim publishes it, with a signing request. */
    public static final String ENROL_REQUEST = ROOT + "enrol/request";

    /** Where it is answered. */
    public static final String ENROL_RESPONSE = ROOT + "enrol/response";

    private DeviceTopics() {}

    /** The device publishes what it measured. */
    public static String readings(String deviceId) {
        return ROOT + deviceId + "/readings";
    }

    /**
     * What stands behind {@code readings/} in one of the device's own topics of readings: empty for
     * the plain one, null for a topic that is none of them.
     */
    public static @Nullable String readingForm(String deviceId, String topic) {
        String own = readings(deviceId);
        if (topic.equals(own)) {
            return "";
        }
        return topic.startsWith(own) && topic.startsWith("/", own.length())
                ? topic.substring(own.length() + 1)
                : null;
    }

    /** The device publishes sampled waves, as JSON; as CBOR on {@code binary} below it. */
    public static String waveforms(String deviceId) {
        return ROOT + deviceId + "/waveforms";
    }

    /** The device publishes how it is; also the topic of its will. */
    public static String status(String deviceId) {
        return ROOT + deviceId + "/status";
    }

    /** The device may subscribe. */
    public static String commands(String deviceId) {
        return ROOT + deviceId + "/commands";
    }

    /** The device asks for its next certificate. */
    public static String certificateRequest(String deviceId) {
        return ROOT + deviceId + "/certificate/request";
    }
}
