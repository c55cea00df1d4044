package org.vitalwire.gateway.codec.personalhealth;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.vitals.ValueFlag;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.gateway.codec.DecodingTrace;
import org.vitalwire.gateway.codec.DecodingTrace.Outcome;
import org.vitalwire.gateway.codec.MedicalNumber;
import org.vitalwire.gateway.codec.ReadingDraft;
import org.vitalwire.gateway.codec.SignCodes;

/** Observations to values of signs. */
final class ReportMapping {

    /** Terms of the dimension partition (MDC 4) to units. */
    private static final Map<Integer, String> UNITS =
            Map.ofEntries(
                    Map.entry(0x0220, "%"),
                    Map.entry(0x0511, "cm"),
                    Map.entry(0x06C0, "g"),
                    Map.entry(0x06C3, "kg"),
                    Map.entry(0x06E0, "lb"),
                    Map.entry(0x0852, "mg/dL"),
                    Map.entry(0x0AA0, "/min"),
                    Map.entry(0x0AE0, "/min"),
                    Map.entry(0x0F03, "kPa"),
                    Map.entry(0x0F20, "mm[Hg]"),
                    Map.entry(0x1140, "[degF]"),
                    Map.entry(0x1272, "mmol/L"),
                    Map.entry(0x17A0, "Cel"));

    private static final int FAST = 2 << 16 | 0x4C34;
    private static final int SLOW = 2 << 16 | 0x4C38;

    // MeasurementStatus, whose bits count from the highest.
    private static final int NONE = 0x8000 | 0x2000;
    private static final int QUESTIONABLE = 0x4000;
    private static final int CALIBRATION = 0x1000;
    private static final int TEST = 0x0800;
    private static final int DEMO = 0x0400;
    private static final int EARLY_OR_ONGOING = 0x0040 | 0x0020;

    private final DecodingTrace trace;

    ReportMapping(DecodingTrace trace) {
        this.trace = trace;
    }

    void map(Metric metric, Observation observation, ReadingDraft draft) {
        String where = "object " + observation.handle();
        if (metric.supplement().isPresent()
                && (metric.supplement().getAsInt() == FAST
                        || metric.supplement().getAsInt() == SLOW)) {
            trace.step(
                    where, Outcome.SKIPPED, () -> "a fast or slow average beside the normal one");
            return;
        }
        List<Integer> codes = metric.parts().isEmpty() ? List.of(metric.code()) : metric.parts();
        for (int i = 0; i < codes.size(); i++) {
            int code = codes.get(i);
            Optional<VitalSign> sign = SignCodes.ofMdc(code);
            if (sign.isEmpty()) {
                trace.step(where, Outcome.SKIPPED, () -> "MDC " + code + " is no sign we know");
            } else if (i >= observation.values().size()) {
                draft.fault(FailureCode.NO_VALUE, sign.get().code() + " has no value");
            } else {
                int part = i;
                trace.step(
                        where,
                        Outcome.TAKEN,
                        () -> "MDC %d is %s".formatted(codes.get(part), sign.get().code()));
                value(sign.get(), metric, observation, i, draft);
            }
        }
    }

    private static void value(
            VitalSign sign, Metric metric, Observation observation, int part, ReadingDraft draft) {
        int status = observation.status();
        if ((status & NONE) != 0) {
            draft.fault(FailureCode.NO_VALUE, sign.code() + " is said to be invalid or absent");
            return;
        }
        String unit = UNITS.getOrDefault(observation.unit().orElse(metric.unit()), "");
        switch (observation.values().get(part)) {
            case MedicalNumber.Value(double value) ->
                    draft.quantity(sign, value, unit, flags(status));
            case MedicalNumber.Absent absent ->
                    draft.fault(FailureCode.NO_VALUE, sign.code() + " is " + absent.spelling());
        }
    }

    private static int flags(int status) {
        return flag(status, QUESTIONABLE | EARLY_OR_ONGOING, ValueFlag.QUESTIONABLE)
                | flag(status, CALIBRATION, ValueFlag.CALIBRATION)
                | flag(status, TEST, ValueFlag.TEST)
                | flag(status, DEMO, ValueFlag.DEMO);
    }

    private static int flag(int status, int bits, ValueFlag flag) {
        return (status & bits) == 0 ? 0 : flag.bit();
    }
}
