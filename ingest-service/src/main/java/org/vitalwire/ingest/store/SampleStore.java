package org.vitalwire.ingest.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Consumer;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * Every reading once, by device and measured time. What two messages of one device measured at the
 * same time is one row (docs/adr/0003); writing a reading again changes nothing.
 */
public interface SampleStore {

    /**
     * Writes all readings or none, durably.
     *
     * @throws RowsRefusedException when at least one row can never be written
     * @throws StoreUnavailableException when the same readings may pass later
     */
    Written write(List<Reading> readings);

    /**
     * The newest measured value of each sign within the periods. Absent signs were not measured.
     */
    Map<VitalSign, StoredValue> latest(List<DevicePeriod> periods);

    /**
     * As {@link #latest} for each, all in one: for a unit. Of whom nothing was measured the values
     * are empty.
     */
    <K> Map<K, Map<VitalSign, StoredValue>> latestOfEach(Map<K, List<DevicePeriod>> periods);

    /**
     * One sign within the periods, summed up in buckets that begin at {@code origin}, in the order
     * of time. Times without values have no bucket. Where {@link Grain#of} allows they come from
     * roll-ups, and are the same as from all samples.
     */
    List<Bucket> buckets(
            List<DevicePeriod> periods, VitalSign sign, Instant origin, Duration width);

    /** One sign within the periods, every value, in the order of time. */
    List<RawValue> values(List<DevicePeriod> periods, VitalSign sign);

    /**
     * Every value of the signs within the periods, in the order of time, one after the other from a
     * cursor: in little memory, however many they are. All are of one moment of the database. An
     * exception of the consumer ends it and passes through.
     */
    void forEach(
            List<DevicePeriod> periods, Set<VitalSign> signs, Consumer<RecordedValue> consumer);

    /**
     * The trusted values of one sign within the periods by the minute of the device's own time, in
     * the order of the periods.
     */
    List<SampledMinute> minutes(List<DevicePeriod> periods, VitalSign sign);

    /** Starts of the hours of the periods in which any of the signs may have been measured. */
    SortedSet<Instant> hours(List<DevicePeriod> periods, List<VitalSign> signs);

    /** In how many minutes of the periods any of the signs has a trusted value. */
    long countMinutes(List<DevicePeriod> periods, List<VitalSign> signs);

    /** Rows and values of a device from {@code from} (inclusive) to {@code to} (exclusive). */
    RowCount count(DeviceId device, Instant from, Instant to);

    /**
     * What a batch did to the store.
     *
     * @param inserted new rows
     * @param merged rows that another message of the same time had begun, and that gained values
     * @param duplicates readings that were there already
     */
    record Written(int inserted, int merged, int duplicates) {
        public static final Written NOTHING = new Written(0, 0, 0);

        public Written plus(Written other) {
            return new Written(
                    inserted + other.inserted,
                    merged + other.merged,
                    duplicates + other.duplicates);
        }
    }

    /**
     * A value as it was stored.
     *
     * @param value canonical unit
     * @param flags bit mask of {@link org.vitalwire.contracts.vitals.ValueFlag}
     * @param backfilled whether it came late, in the lane BACKFILL
     */
    record RawValue(Instant time, double value, int flags, boolean backfilled) {}

    /**
     * Values of one stretch of time.
     *
     * @param start of the bucket
     * @param flaggedOnly whether no value of it can be trusted; mean, low, high and last mean
     *     nothing then
     * @param n trusted values, the ones that mean, low and high rest on
     * @param flags of all values, the untrusted included
     * @param last newest trusted value; of two devices at the same time the higher
     * @param backfilled whether any value came late, in the lane BACKFILL
     */
    record Bucket(
            Instant start,
            boolean flaggedOnly,
            double mean,
            double low,
            double high,
            long n,
            long all,
            int flags,
            double last,
            boolean backfilled) {

        public Bucket startingAt(Instant time) {
            return new Bucket(time, flaggedOnly, mean, low, high, n, all, flags, last, backfilled);
        }
    }

    /**
     * @param rows messages
     * @param values single values
     */
    record RowCount(long rows, long values) {}
}
