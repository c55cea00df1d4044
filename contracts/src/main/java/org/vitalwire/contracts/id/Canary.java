package org.vitalwire.contracts.id;

/**
 * The canary: a patient and a device who do not exist, in a care unit of their own, whose readings
 * go the whole way every few seconds to show that the way is open. Nobody who looks after patients
 * is shown them.
 */
public final class Canary {

    public static final PatientId PATIENT = new PatientId("vitalwire-canary");

    public static final DeviceId DEVICE = new DeviceId("vitalwire-canary");

    public static final String CARE_UNIT = "vitalwire-canary";

    /** Who is called for the canary's alerts: the watchdog, no person. */
    public static final String WATCHDOG = "vitalwire-watchdog";

    private Canary() {}
}
