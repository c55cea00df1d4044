package org.vitalwire.gateway.codec.senml;

import org.jspecify.annotations.Nullable;

/** The fields of one record as they were sent. Numbers that were not are NaN. */
final class RawRecord {

    @Nullable String baseName;
    @Nullable String baseUnit;
    double baseTime = Double.NaN;
    double baseValue = Double.NaN;
    double baseVersion = Double.NaN;

    @Nullable String name;
    @Nullable String unit;
    double time = Double.NaN;
    SenMlValue value = new SenMlValue.Missing();

    /** Whether there is anything but base fields. */
    boolean regular;

    int offset;
    int length;
}
