package org.vitalwire.alert.person;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.vitalwire.contracts.event.Priority;

/**
 * How often one person is paged at most. What is beyond it is not lost but told together, in one
 * digest page, as soon as there is room again: after {@code per} at the latest. HIGH is never
 * limited and uses up nothing.
 *
 * <p>In any stretch of {@code per} a person gets at most {@code pages} pages that are not HIGH, the
 * digest among them.
 */
public record PageBudget(int pages, Duration per) {

    /** Six in a minute. */
    public static final PageBudget DEFAULT = new PageBudget(6, Duration.ofMinutes(1));

    /** What is to be done with one more page. */
    public sealed interface Verdict {

        /** It goes out now, as a page of its own. */
        record AtOnce() implements Verdict {}

        /**
         * It is told by the digest page that goes out then, which may be there already.
         *
         * @param at also when its wait for a receipt begins
         */
        record InDigest(Instant at) implements Verdict {}
    }

    public PageBudget {
        if (pages < 1 || per.isNegative() || per.isZero()) {
            throw new IllegalArgumentException("a page budget allows at least one page in a time");
        }
    }

    /**
     * @param tellings when this person's pages that are not HIGH went or will go out, in any order;
     *     a digest that waits is among them with the time at which it is due. Those of the last
     *     {@code per} are enough
     */
    public Verdict of(Priority priority, Collection<Instant> tellings, Instant now) {
        if (priority == Priority.HIGH) {
            return new Verdict.AtOnce();
        }
        List<Instant> latest =
                tellings.stream().filter(at -> at.isAfter(now.minus(per))).sorted().toList();
        if (!latest.isEmpty() && latest.getLast().isAfter(now)) {
            return new Verdict.InDigest(latest.getLast());
        }
        return latest.size() < pages
                ? new Verdict.AtOnce()
                : new Verdict.InDigest(latest.get(latest.size() - pages).plus(per));
    }
}
