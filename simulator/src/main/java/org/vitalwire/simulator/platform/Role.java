package org.vitalwire.simulator.platform;

/** Who the simulator acts as: installing devices, ordering oxygen targets, feeding the census. */
public enum Role {
    OPERATOR("operator"),
    CLINICIAN("clinician"),
    INTEGRATOR("integrator");

    private final String code;

    Role(String code) {
        this.code = code;
    }

    /** As in the token's {@code roles} claim. */
    public String code() {
        return code;
    }
}
