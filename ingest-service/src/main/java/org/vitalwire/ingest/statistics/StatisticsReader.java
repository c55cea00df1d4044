package org.vitalwire.ingest.statistics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ingest.ledger.PatientPeriods;
import org.vitalwire.ingest.score.ScoreStore;
import org.vitalwire.ingest.store.DevicePeriod;
import org.vitalwire.ingest.store.SampleStore;
import org.vitalwire.ingest.store.StoredValue;
import org.vitalwire.ingest.vitals.TimeRange;

/** Streams what is stored of one patient through the sums: memory does not grow with the time. */
final class StatisticsReader {

    private final PatientPeriods ledger;
    private final SampleStore samples;
    private final ScoreStore scores;

    StatisticsReader(PatientPeriods ledger, SampleStore samples, ScoreStore scores) {
        this.ledger = ledger;
        this.samples = samples;
        this.scores = scores;
    }

    TimeInRange.Times timeInRange(
            PatientId patientId,
            VitalSign sign,
            double low,
            double high,
            TimeRange range,
            Duration longestHold) {
        List<DevicePeriod> periods = ledger.of(patientId, range.from(), range.to());
        TimeInRange sums = new TimeInRange(low, high, range.to(), longestHold);
        samples.forEach(
                periods,
                Set.of(sign),
                recorded -> {
                    StoredValue value = recorded.value();
                    sums.add(value.time(), value.value(), value.flags(), until(value, periods));
                });
        return sums.times();
    }

    private static Instant until(StoredValue value, List<DevicePeriod> periods) {
        for (DevicePeriod period : periods) {
            if (period.device().equals(value.device())
                    && !value.time().isBefore(period.from())
                    && value.time().isBefore(period.to())) {
                return period.to();
            }
        }
        return value.time();
    }

    ScoreTime.Times scoreTime(PatientId patientId, String score, int atLeast, TimeRange range) {
        ScoreTime sums = new ScoreTime(atLeast, range.from(), range.to());
        scores.forEach(patientId, score, range.from(), range.to(), sums::add);
        return sums.times();
    }
}
