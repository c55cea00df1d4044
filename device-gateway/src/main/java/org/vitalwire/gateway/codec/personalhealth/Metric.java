package org.vitalwire.gateway.codec.personalhealth;

import java.util.List;
import java.util.OptionalInt;

/**
 * A numeric object of a device's configuration.
 *
 * @param code MDC code of what is measured, partition and term
 * @param unit MDC code in the dimension partition, 0 where there is none
 * @param parts of a compound value, MDC codes
 * @param supplement MDC code of a supplemental type, such as fast averaging
 * @param values what a fixed report has of it
 */
record Metric(
        int code, int unit, List<Integer> parts, OptionalInt supplement, List<MapEntry> values) {

    /** An attribute of a fixed or grouped report, which comes without its number. */
    record MapEntry(int attribute, int length) {}
}
