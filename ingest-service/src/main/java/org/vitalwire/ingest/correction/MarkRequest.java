package org.vitalwire.ingest.correction;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ingest.store.DevicePeriod;
import org.vitalwire.ingest.vitals.SignsParameter;
import org.vitalwire.ingest.vitals.TimeRange;
import org.vitalwire.kit.web.ApiProblem;

/**
 * What is to be marked, as a caller sends it.
 *
 * @param sign code; all signs where it is missing
 * @param from measured time, inclusive
 * @param to measured time, exclusive; missing means the one instant {@code from}
 * @param reason for the audit trail, at most 500 characters
 */
record MarkRequest(
        @Nullable String deviceId,
        @Nullable String sign,
        @Nullable String from,
        @Nullable String to,
        @Nullable String reason) {

    private static final int LONGEST_REASON = 500;

    /** By so much a device's clock may be ahead before its readings are refused. */
    private static final Duration AHEAD = Duration.ofMinutes(1);

    /** Checked. */
    record Mark(
            DeviceId device, Optional<VitalSign> sign, Instant from, Instant to, String reason) {

        /**
         * Whether the device was on the patient for all of it: nobody marks what is another
         * patient's.
         */
        boolean isWithin(List<DevicePeriod> periods) {
            return periods.stream()
                    .anyMatch(period ->
                            period.device().equals(device)
                                    && !from.isBefore(period.from())
                                    && !to.isAfter(period.to()));
        }
    }

    Mark checked(Instant now) {
        if (deviceId == null || from == null) {
            throw bad("INCOMPLETE", "'deviceId', 'from' and 'reason' are needed.");
        }
        String why = reason == null ? "" : reason.strip();
        if (why.isEmpty() || why.length() > LONGEST_REASON) {
            throw bad(
                    "BAD_REASON", "'reason' must be 1 to %d characters.".formatted(LONGEST_REASON));
        }
        Instant start = TimeRange.time("from", from).truncatedTo(ChronoUnit.MICROS);
        Instant end =
                to == null
                        ? start.plus(EnteredInError.INSTANT)
                        : TimeRange.time("to", to).truncatedTo(ChronoUnit.MICROS);
        if (!start.isBefore(end)) {
            throw bad("BAD_RANGE", "'from' must be before 'to'.");
        }
        if (end.isAfter(now.plus(AHEAD))) {
            throw bad("BAD_RANGE", "What is still to be measured is not in error yet.");
        }
        return new Mark(
                new DeviceId(deviceId),
                Optional.ofNullable(sign).map(SignsParameter::one),
                start,
                end,
                why);
    }

    private static ApiProblem bad(String code, String detail) {
        return new ApiProblem(HttpStatus.BAD_REQUEST, code, detail);
    }
}
