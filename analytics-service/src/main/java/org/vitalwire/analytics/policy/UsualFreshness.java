package org.vitalwire.analytics.policy;

import java.time.Duration;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * How long a value may be used where a policy does not say: by how often it is measured on a ward,
 * as in {@code ward-adult}. Our choice; the monitoring intervals of RCP 2017 bound it from above.
 */
public final class UsualFreshness {

    private static final Duration CONTINUOUS = Duration.ofMinutes(5);
    private static final Duration CUFF = Duration.ofHours(1);
    private static final Duration BY_HAND = Duration.ofHours(4);

    private UsualFreshness() {}

    public static Duration of(VitalSign sign) {
        return switch (sign) {
            case SYSTOLIC_PRESSURE, DIASTOLIC_PRESSURE, MEAN_PRESSURE -> CUFF;
            case TEMPERATURE,
                    TEMPERATURE_CORE,
                    TEMPERATURE_TYMPANIC,
                    TEMPERATURE_AXILLARY,
                    TEMPERATURE_ORAL,
                    TEMPERATURE_RECTAL,
                    CONSCIOUSNESS,
                    GCS,
                    FIO2,
                    OXYGEN_FLOW,
                    GLUCOSE ->
                    BY_HAND;
            default -> CONTINUOUS;
        };
    }
}
