package org.vitalwire.analytics.score;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.vitals.VitalSign;

/** What is known of a patient, by the names of tables. */
final class KnownFeatures implements Features {

    private final Map<String, Measured> byName = new HashMap<>();

    KnownFeatures with(String name, double value) {
        return with(name, value, 0);
    }

    /** At so many minutes. */
    KnownFeatures with(String name, double value, long minute) {
        byName.put(name, new Measured(value, minute * 60_000_000L, "m"));
        return this;
    }

    @Override
    public @Nullable Measured level(VitalSign sign) {
        return byName.get(sign.code());
    }

    @Override
    public @Nullable Measured slope(VitalSign sign) {
        return byName.get("slope:" + sign.code());
    }

    @Override
    public @Nullable Measured deviation(VitalSign sign) {
        return byName.get("deviation:" + sign.code());
    }

    @Override
    public @Nullable Measured declared(String name) {
        return byName.get(name);
    }
}
