package org.vitalwire.ingest.board;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One patient on the board.
 *
 * @param bed where the device says the patient lies, else where the census says
 * @param synthetic whether the patient is simulated, or the newest values are
 * @param vitals newest measured value of each sign, by its code; what was not measured is absent
 * @param score null while there is none
 * @param trend the last half hour, at most 60 points a sign; absent on the live stream
 * @param connected whether a device of the patient is connected; null when not known
 */
public record BoardRow(
        String patientId,
        @Nullable String displayName,
        @Nullable LocalDate birthDate,
        @Nullable String bed,
        @Nullable String careUnit,
        boolean synthetic,
        Map<String, Vital> vitals,
        @Nullable ScoreOnBoard score,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, List<TrendPoint>> trend,
        @Nullable Boolean connected) {

    /**
     * @param value a number, or the letter of a coded sign
     * @param flags reasons not to trust the value; empty for a good one
     */
    public record Vital(
            Object value, String unit, Instant time, long ageSeconds, List<String> flags) {}

    /**
     * @param total null unless every input is there and fresh now
     * @param risk by the total; else by the lower bound, and then {@code riskIsLowerBound}
     */
    public record ScoreOnBoard(
            @Nullable Integer total,
            boolean complete,
            int lowerBound,
            int upperBound,
            String risk,
            boolean riskIsLowerBound,
            List<String> missing,
            Instant measuredAt,
            int scale) {}

    /** A trusted value at its measured time. */
    public record TrendPoint(Instant time, Object value) {}
}
