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

    /**
     * The values of its one sign, {@code glucose}, in mg/dL, sent in turn: each is beyond one limit
     * of its policy and inside the other.
     */
    public static final int TICK = 400;

    public static final int TOCK = 20;

    private Canary() {}

    public static boolean is(PatientId patient) {
        return PATIENT.equals(patient);
    }

    public static boolean is(DeviceId device) {
        return DEVICE.equals(device);
    }
}
