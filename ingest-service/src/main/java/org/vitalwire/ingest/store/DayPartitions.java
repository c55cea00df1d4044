package org.vitalwire.ingest.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes day partitions before they are needed: for the days ahead, and for any earlier day that
 * data comes in for. Days beyond the horizon share the default partition, so that a device with a
 * clock of 2003 cannot fill the database with tables. A partition that cannot be made now costs
 * nothing but tidiness: its rows go to the default partition and move along later.
 */
public final class DayPartitions {

    private static final Logger log = LoggerFactory.getLogger(DayPartitions.class);
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private final DataSource dataSource;
    private final InstantSource clock;
    private final long horizonDays;
    private final long daysAhead;
    private final Set<Long> made = ConcurrentHashMap.newKeySet();

    public DayPartitions(
            DataSource dataSource, InstantSource clock, Duration horizon, Duration ahead) {
        this.dataSource = dataSource;
        this.clock = clock;
        this.horizonDays = horizon.toDays();
        this.daysAhead = ahead.toDays();
    }

    /** For the days ahead, and for those of the times (microseconds since 1970). */
    public void ensure(long[] times) {
        long today = dayOf(SqlTime.micros(clock.instant()));
        Set<Long> missing = new TreeSet<>();
        for (long day = today; day <= today + daysAhead; day++) {
            note(day, missing);
        }
        long last = Long.MIN_VALUE;
        for (long time : times) {
            long day = dayOf(time);
            if (day != last && day >= today - horizonDays && day <= today) {
                note(day, missing);
            }
            last = day;
        }
        if (!missing.isEmpty()) {
            make(missing);
        }
    }

    private void note(long day, Set<Long> missing) {
        if (!made.contains(day)) {
            missing.add(day);
        }
    }

    private void make(Set<Long> days) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement ensure = connection.prepareStatement("SELECT ensure_day(?)")) {
            for (long day : days) {
                ensure.setObject(1, LocalDate.ofEpochDay(day));
                ensure.execute();
                made.add(day);
            }
        } catch (SQLException e) {
            // If the database is away the insert that follows says so; if a lock was taken, the
            // next batch tries again.
            log.atWarn()
                    .addKeyValue("sqlState", e.getSQLState())
                    .log("day partition not made, its rows go to the default partition");
        }
    }

    static long dayOf(long micros) {
        return Math.floorDiv(micros, MICROS_PER_DAY);
    }
}
