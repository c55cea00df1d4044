package org.vitalwire.gateway.device;

import java.util.Locale;

/** Where a device stands in its life; see {@link LifeCycle} for the ways between them. */
public enum DeviceState {
    /** Known, but it has no certificate of ours yet and has never connected. */
    REGISTERED,
    ACTIVE,
    /** Not to be listened to for now. */
    SUSPENDED,
    /** Out of service for good. */
    RETIRED;

    /** A registered one is let in with a certificate that another authority gave it. */
    public boolean mayConnect() {
        return this == REGISTERED || this == ACTIVE;
    }

    /** For sentences. */
    public String inWords() {
        return name().toLowerCase(Locale.ROOT);
    }
}
