package org.vitalwire.gateway.status;

/** Whether a device has a connection to this gateway at this moment. */
@FunctionalInterface
public interface ConnectedNow {

    boolean isConnected(String deviceId);
}
