package org.vitalwire.gateway.device;

/** A device's own MQTT topics. There are no others. */
public final class DeviceTopics {

    private static final String ROOT = "vitalwire/v1/";

    private DeviceTopics() {}

    /** The device publishes what it measured. */
    public static String readings(String deviceId) {
        return ROOT + deviceId + "/readings";
    }

    /** The device publishes how it is; also the topic of its will. */
    public static String status(String deviceId) {
        return ROOT + deviceId + "/status";
    }

    /** The device may subscribe. */
    public static String commands(String deviceId) {
        return ROOT + deviceId + "/commands";
    }
}
