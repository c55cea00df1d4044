package org.vitalwire.ingest.vitals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ingest.ledger.PatientPeriods;
import org.vitalwire.ingest.store.DevicePeriod;
import org.vitalwire.ingest.store.Grain;
import org.vitalwire.ingest.store.SampleStore;
import org.vitalwire.ingest.store.SampleStore.Bucket;
import org.vitalwire.ingest.vitals.SeriesAnswer.Point;
import org.vitalwire.ingest.vitals.SeriesAnswer.SignSeries;

/** Every value where they are few enough, else buckets: the same for all signs of an answer. */
final class SeriesQuery {

    private final PatientPeriods ledger;
    private final SampleStore store;

    SeriesQuery(PatientPeriods ledger, SampleStore store) {
        this.ledger = ledger;
        this.store = store;
    }

    SeriesAnswer read(PatientId patientId, SeriesRequest request) {
        List<DevicePeriod> periods = ledger.of(patientId, request.from(), request.to());
        Map<VitalSign, List<Bucket>> buckets = new LinkedHashMap<>();
        boolean few = true;
        for (VitalSign sign : request.signs()) {
            List<Bucket> ofSign =
                    store.buckets(periods, sign, request.origin(), request.bucketWidth());
            few &= ofSign.stream().mapToLong(Bucket::all).sum() <= request.points();
            buckets.put(sign, ofSign);
        }
        Map<String, SignSeries> series = new LinkedHashMap<>();
        for (Map.Entry<VitalSign, List<Bucket>> entry : buckets.entrySet()) {
            VitalSign sign = entry.getKey();
            List<Point> points =
                    few
                            ? store.values(periods, sign).stream()
                                    .map(value -> Point.of(sign, value))
                                    .toList()
                            : entry.getValue().stream()
                                    .map(bucket -> Point.of(sign, startingIn(request, bucket)))
                                    .toList();
            series.put(sign.code(), new SignSeries(sign.entry().unit(), points));
        }
        return new SeriesAnswer(
                patientId.value(),
                request.from(),
                request.to(),
                few ? "raw" : resolution(request.grain()),
                series);
    }

    private static String resolution(Grain grain) {
        return switch (grain) {
            case RAW -> "buckets";
            case MINUTE -> "1m";
            case HOUR -> "1h";
        };
    }

    /** The first bucket may begin at the whole minute before the range, but holds nothing of it. */
    private static Bucket startingIn(SeriesRequest request, Bucket bucket) {
        return bucket.start().isBefore(request.from()) ? bucket.startingAt(request.from()) : bucket;
    }
}
