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
        String id, Path caFile, Path certFile, Path keyFile, String topic, String host, int port) {}
