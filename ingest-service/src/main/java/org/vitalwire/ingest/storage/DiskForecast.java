package org.vitalwire.ingest.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.vitalwire.ingest.storage.StorageAnswer.Disk;

/** For how long a disk lasts, judged by how the database has grown. Pure. */
final class DiskForecast {

    /** Shorter, and a single vacuum or checkpoint would be taken for a trend. */
    private static final Duration SHORTEST = Duration.ofHours(6);

    private static final double SECONDS_PER_DAY = 86_400;

    private DiskForecast() {}

    /** How large the database was. */
    record Size(Instant at, long bytes) {}

    /** Of a disk. */
    record Space(long total, long free) {}

    /**
     * @param sizes in the order of time; growth is that from the first to the last
     */
    static Disk of(List<Size> sizes, @Nullable Space space) {
        OptionalLong growth = bytesPerDay(sizes);
        Long perDay = growth.isPresent() ? growth.getAsLong() : null;
        if (space == null) {
            return new Disk(null, null, perDay, null);
        }
        Double daysLeft = perDay == null || perDay <= 0 ? null : space.free() / (double) perDay;
        return new Disk(space.total(), space.free(), perDay, daysLeft);
    }

    private static OptionalLong bytesPerDay(List<Size> sizes) {
        if (sizes.size() < 2) {
            return OptionalLong.empty();
        }
        Size first = sizes.getFirst();
        Size last = sizes.getLast();
        Duration between = Duration.between(first.at(), last.at());
        if (between.compareTo(SHORTEST) < 0) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(
                Math.round((last.bytes() - first.bytes()) * SECONDS_PER_DAY / between.toSeconds()));
    }
}
