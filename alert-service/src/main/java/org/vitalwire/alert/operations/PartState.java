package org.vitalwire.alert.operations;

import java.util.Locale;

/** How a part of the platform stands. In the order of how bad it is. */
public enum PartState {
    /** It is not set up, and so says nothing. */
    OFF,
    OK,
    /** It serves its purpose late, or not everywhere. */
    DEGRADED,
    /** It does not serve its purpose. */
    DOWN;

    /** As in answers: {@code degraded}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
