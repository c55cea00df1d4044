package org.vitalwire.ingest.vitals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.reading.Lane;
import org.vitalwire.contracts.vitals.ValueFlag;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ingest.store.SampleStore.Bucket;
import org.vitalwire.ingest.store.SampleStore.RawValue;
import org.vitalwire.ingest.store.StoredValue;

/**
 * Series of signs over time.
 *
 * @param resolution {@code raw}: each point is a measured value; else each sums up a stretch of
 *     time and stands at its start: whole hours ({@code 1h}), whole minutes ({@code 1m}), or less
 *     ({@code buckets}); {@code lttb}: each is a measured value that stands for a stretch of time
 * @param series by code of the sign
 */
public record SeriesAnswer(
        String patientId,
        Instant from,
        Instant to,
        String resolution,
        Map<String, SignSeries> series) {

    /**
     * @param points in the order of time; where nothing was measured there is none
     */
    public record SignSeries(String unit, List<Point> points) {}

    /**
     * One point. Flagged values enter no mean; a bucket that holds nothing else has no value.
     *
     * @param value measured value, or the mean of a bucket; of a coded sign the worst
     * @param n values that it rests on
     * @param last newest measured value of a bucket
     * @param flags of all values at this point, those left out included
     * @param backfilled whether any of them came late
     */
    public record Point(
            Instant time,
            @Nullable Object value,
            @Nullable Object min,
            @Nullable Object max,
            @Nullable Object last,
            long n,
            List<String> flags,
            boolean backfilled) {

        static Point of(VitalSign sign, RawValue raw) {
            Object value = DisplayValue.of(sign, raw.value());
            return new Point(
                    raw.time(),
                    value,
                    value,
                    value,
                    value,
                    1,
                    ValueFlag.codes(raw.flags()),
                    raw.backfilled());
        }

        static Point of(StoredValue stored) {
            return of(
                    stored.sign(),
                    new RawValue(
                            stored.time(),
                            stored.value(),
                            stored.flags(),
                            stored.lane() == Lane.BACKFILL));
        }

        static Point of(VitalSign sign, LargestTriangle.Choice choice) {
            List<String> flags = ValueFlag.codes(choice.flags());
            if (choice.flaggedOnly()) {
                return new Point(
                        choice.time(), null, null, null, null, 0, flags, choice.backfilled());
            }
            return new Point(
                    choice.time(),
                    DisplayValue.of(sign, choice.value()),
                    DisplayValue.of(sign, choice.low()),
                    DisplayValue.of(sign, choice.high()),
                    DisplayValue.of(sign, choice.last()),
                    choice.n(),
                    flags,
                    choice.backfilled());
        }

        static Point of(VitalSign sign, Bucket bucket) {
            List<String> flags = ValueFlag.codes(bucket.flags());
            if (bucket.flaggedOnly()) {
                return new Point(
                        bucket.start(), null, null, null, null, 0, flags, bucket.backfilled());
            }
            return new Point(
                    bucket.start(),
                    // The letters of consciousness stand in the order of their gravity.
                    DisplayValue.isCoded(sign)
                            ? DisplayValue.of(sign, bucket.high())
                            : DisplayValue.ofMean(sign, bucket.mean()),
                    DisplayValue.of(sign, bucket.low()),
                    DisplayValue.of(sign, bucket.high()),
                    DisplayValue.of(sign, bucket.last()),
                    bucket.n(),
                    flags,
                    bucket.backfilled());
        }
    }
}
