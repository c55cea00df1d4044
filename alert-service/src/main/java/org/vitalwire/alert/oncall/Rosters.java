package org.vitalwire.alert.oncall;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The roster of this moment: teams as they were at most a second ago, so that a thousand alerts at
 * once do not read them a thousand times. The second is counted by a clock that nobody sets.
 */
public final class Rosters {

    /** How long a change of a team may take to count. */
    static final Duration LONGEST_AGE = Duration.ofSeconds(1);

    private record Read(Roster roster, long nanos) {}

    private final Supplier<Roster> source;
    private final LongSupplier nanoTime;
    private volatile @Nullable Read newest;

    Rosters(TeamTable teams) {
        this(
                () -> new Roster(teams.all().stream().map(TeamTable.Kept::team).toList()),
                System::nanoTime);
    }

    /**
     * @param nanoTime as {@link System#nanoTime}
     */
    Rosters(Supplier<Roster> source, LongSupplier nanoTime) {
        this.source = source;
        this.nanoTime = nanoTime;
    }

    /** Of now, or of a second ago. */
    public Roster current() {
        Read read = newest;
        long now = nanoTime.getAsLong();
        if (read == null || now - read.nanos() > LONGEST_AGE.toNanos()) {
            read = new Read(source.get(), now);
            newest = read;
        }
        return read.roster();
    }
}
