package org.vitalwire.analytics.score;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * The newest value of each sign. Mutable, and owned by the one evaluation that made it. An older
 * value never replaces a newer one.
 */
public final class NewestValues implements Features {

    /** One more than the highest number of a sign. */
    static final int SIGNS =
            1 + Arrays.stream(VitalSign.values()).mapToInt(VitalSign::number).max().orElseThrow();

    private final @Nullable Measured[] bySign = new @Nullable Measured[SIGNS];

    /** Whether it was newer than what was there. */
    public boolean put(VitalSign sign, Measured value) {
        Measured present = bySign[sign.number()];
        if (present != null && value.at() <= present.at()) {
            return false;
        }
        bySign[sign.number()] = value;
        return true;
    }

    @Override
    public @Nullable Measured level(VitalSign sign) {
        return bySign[sign.number()];
    }
}
