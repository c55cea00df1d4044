package org.vitalwire.contracts.event;

/** After IEC 60601-1-8: how soon somebody must respond. */
public enum Priority {
    LOW,
    /** Prompt response. */
    MEDIUM,
    /** Immediate response. */
    HIGH;

    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
