package org.vitalwire.simulator.device;

import java.nio.file.Path;

/**
 * A device that may connect.
 *
 * @param caFile PEM, whom the device trusts
 * @param certFile PEM, who it is
 * @param keyFile PEM (PKCS #8), readable by its owner only
 * @param topic it publishes its readings to
 */
public record EnrolledDevice(
        String id, Path caFile, Path certFile, Path keyFile, String topic, String host, int port) {

    /** Where it publishes that kind of message. */
    String topicOf(ReadingMessage.Kind kind) {
        return switch (kind) {
            case READING -> topic;
            case WAVEFORM -> "vitalwire/v1/" + id + "/waveforms";
        };
    }
}
