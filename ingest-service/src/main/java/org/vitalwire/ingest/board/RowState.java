package org.vitalwire.ingest.board;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.event.Score;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.vitals.ValueFlag;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ingest.store.StoredValue;
import org.vitalwire.ingest.vitals.DisplayValue;

/**
 * All that a row shows but for ages: two that are equal need not be sent again. The worth of the
 * score is a part of it, as it changes with time alone.
 */
record RowState(
        PatientId patientId,
        Optional<CensusEntry> census,
        Optional<String> bed,
        Map<VitalSign, StoredValue> newest,
        Optional<Score> score,
        Optional<Score.Assessment> worth,
        Optional<Boolean> connected) {

    BoardRow row(Instant now, @Nullable Map<VitalSign, List<Trend.Point>> trends) {
        return new BoardRow(
                patientId.value(),
                census.flatMap(CensusEntry::displayName).orElse(null),
                census.flatMap(CensusEntry::birthDate).orElse(null),
                bed.or(() -> census.flatMap(CensusEntry::bed)).orElse(null),
                careUnit().orElse(null),
                synthetic(),
                vitals(now),
                score.flatMap(s -> worth.map(w -> score(s, w))).orElse(null),
                trends == null ? null : trend(trends),
                connected.orElse(null));
    }

    Optional<String> careUnit() {
        return census.flatMap(CensusEntry::careUnit);
    }

    private boolean synthetic() {
        return census.map(CensusEntry::synthetic).orElse(false)
                || newest.values().stream().anyMatch(StoredValue::synthetic);
    }

    private Map<String, BoardRow.Vital> vitals(Instant now) {
        Map<String, BoardRow.Vital> vitals = new LinkedHashMap<>();
        newest.forEach((sign, stored) ->
                vitals.put(
                        sign.code(),
                        new BoardRow.Vital(
                                DisplayValue.of(sign, stored.value()),
                                sign.entry().unit(),
                                stored.time(),
                                Math.max(0, Duration.between(stored.time(), now).toSeconds()),
                                ValueFlag.codes(stored.flags()))));
        return vitals;
    }

    private static BoardRow.ScoreOnBoard score(Score score, Score.Assessment worth) {
        return new BoardRow.ScoreOnBoard(
                worth.total().isPresent() ? worth.total().getAsInt() : null,
                worth.isComplete(),
                worth.lowerBound(),
                worth.upperBound(),
                worth.risk().code(),
                !worth.isComplete(),
                worth.missing(),
                score.measuredAt(),
                score.spo2Scale());
    }

    private static Map<String, List<BoardRow.TrendPoint>> trend(
            Map<VitalSign, List<Trend.Point>> trends) {
        Map<String, List<BoardRow.TrendPoint>> trend = new LinkedHashMap<>();
        trends.forEach((sign, points) ->
                trend.put(
                        sign.code(),
                        points.stream()
                                .map(point ->
                                        new BoardRow.TrendPoint(
                                                point.time(), DisplayValue.of(sign, point.value())))
                                .toList()));
        return trend;
    }
}
