package org.vitalwire.analytics.score;

import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * What is known of a patient: of each feature the newest value, however old, or null where there
 * never was one. Whether it is fresh enough to count is the score's business.
 */
public interface Features {

    /** The value of a sign itself, or its median over a window. */
    @Nullable Measured level(VitalSign sign);

    /** Its change per hour; 0 where there is enough data and no significant trend. */
    default @Nullable Measured slope(VitalSign sign) {
        return null;
    }

    /** How far it is from the patient's own usual, in robust deviations. */
    default @Nullable Measured deviation(VitalSign sign) {
        return null;
    }

    /** An input that is in no catalogue of signs, as no device of ours measures it. */
    default @Nullable Measured declared(String name) {
        return null;
    }
}
