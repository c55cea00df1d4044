package org.vitalwire.ingest.statistics;

import java.time.Duration;
import java.time.Instant;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.event.Score;

/**
 * How long a score of one patient was at least so high. A score is worth what its inputs are worth:
 * it stands until the next one, and as its inputs become too old the bounds of it widen. Time
 * counts only while the bounds decide the question; a gap decides nothing.
 */
final class ScoreTime {

    private final int atLeast;
    private final Instant from;
    private final Instant to;
    private Duration decided = Duration.ZERO;
    private Duration reached = Duration.ZERO;
    private @Nullable Integer highest;
    private @Nullable Score present;

    ScoreTime(int atLeast, Instant from, Instant to) {
        this.atLeast = atLeast;
        this.from = from;
        this.to = to;
    }

    /**
     * @param decided time in which it is known whether the score was so high
     * @param reached the part of it in which it was
     * @param highest the most that the score was known to be at least; null where none was known
     */
    record Times(Duration decided, Duration reached, @Nullable Integer highest) {}

    /** In the order of measured time, of one time in the order of their making. */
    void add(Score score) {
        if (present != null) {
            count(present, score.measuredAt());
        }
        present = score;
    }

    /** Call once, when all scores are added. */
    Times times() {
        if (present != null) {
            count(present, to);
        }
        return new Times(decided, reached, highest);
    }

    private void count(Score score, Instant next) {
        Instant begin = score.measuredAt().isAfter(from) ? score.measuredAt() : from;
        Instant end = next.isBefore(to) ? next : to;
        NavigableSet<Instant> changes = new TreeSet<>();
        changes.add(begin);
        for (Score.Component component : score.components()) {
            component.input().map(Score.Input::validUntil).ifPresent(changes::add);
        }
        changes.add(end);
        if (!begin.isBefore(end)) {
            return;
        }
        Instant since = begin;
        for (Instant change : changes.subSet(begin, true, end, false)) {
            count(score, since, change);
            since = change;
        }
        count(score, since, end);
    }

    private void count(Score score, Instant since, Instant until) {
        if (!since.isBefore(until)) {
            return;
        }
        Score.Assessment worth = score.asOf(since);
        boolean anyInput = worth.missing().size() < score.components().size();
        if (anyInput) {
            highest = highest == null ? worth.lowerBound() : Math.max(highest, worth.lowerBound());
        }
        if (worth.lowerBound() >= atLeast) {
            reached = reached.plus(Duration.between(since, until));
            decided = decided.plus(Duration.between(since, until));
        } else if (worth.upperBound() < atLeast) {
            decided = decided.plus(Duration.between(since, until));
        }
    }
}
