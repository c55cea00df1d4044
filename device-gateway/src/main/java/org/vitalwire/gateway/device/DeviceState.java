package org.vitalwire.gateway.device;

/** Where a device stands in its life. Only an active one may connect. */
public enum DeviceState {
    ACTIVE,
    /** Not to be listened to for now. */
    SUSPENDED,
    /** Out of service for good. */
    RETIRED
}
