package org.vitalwire.gateway.explain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.reading.ClockQuality;
import org.vitalwire.contracts.reading.Lane;
import org.vitalwire.contracts.vitals.ValueFlag;
import org.vitalwire.gateway.codec.DecodingTrace.Outcome;
import org.vitalwire.gateway.codec.Fault;

/**
 * What becomes of a payload, as it is shown.
 *
 * @param device null when none was named
 * @param accepted whether anything of it would be stored
 */
public record Explanation(
        String codec,
        String model,
        @Nullable String device,
        boolean accepted,
        List<Step> steps,
        List<ExplainedReading> readings,
        List<ExplainedFault> faults) {

    /** One decision of the codec or the intake, in the order they were taken. */
    public record Step(String step, Outcome outcome, String detail) {}

    /**
     * @param sequence null when the device does not count
     * @param boot null when it has no name for the run in which it counts
     * @param patientId null when the device was on nobody, or on a patient whom the caller may not
     *     see
     */
    public record ExplainedReading(
            Instant measuredAt,
            Lane lane,
            ClockQuality clockQuality,
            @Nullable Long sequence,
            @Nullable String boot,
            @Nullable String patientId,
            String messageId,
            List<ExplainedValue> values) {}

    /**
     * @param value a number in the canonical unit, or the letter of a coded sign
     * @param unit UCUM, empty for coded signs
     * @param flags codes of {@link ValueFlag}
     */
    public record ExplainedValue(String sign, Object value, String unit, List<String> flags) {}

    /** Why something was refused, as it stands in the quarantine. */
    public record ExplainedFault(String code, int number, String reason) {

        public static ExplainedFault of(Fault fault) {
            return new ExplainedFault(fault.code().name(), fault.code().number(), fault.reason());
        }
    }
}
