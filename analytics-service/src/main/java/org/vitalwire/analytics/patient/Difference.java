package org.vitalwire.analytics.patient;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitalwire.analytics.condition.Announcement;
import org.vitalwire.analytics.patient.Announcements.Announced;
import org.vitalwire.contracts.event.Finding.Phase;

/**
 * What remains to be said of one condition, given what was told last and what is known now. As long
 * as messages come in order it is what the newest has caused. One that comes late can show that
 * something was told that never was (it is withdrawn), or that something goes on that was told
 * ended (it is told again, by an update that is newer than the end).
 *
 * <p>Times told of one condition only go forward, so that nobody takes a correction for an old
 * message.
 */
final class Difference {

    /**
     * @param said as it is told
     * @param explanation null when the lane as it is now explains it
     */
    record Saying(Announcement said, @Nullable Explanation explanation) {}

    private final @Nullable Announcement told;
    private final @Nullable Announcement before;
    private final List<Announced> since;
    private final List<Saying> sayings = new ArrayList<>(2);
    private long toldAt;

    private Difference(
            @Nullable Announcement told, @Nullable Announcement before, List<Announced> since) {
        this.told = told;
        this.before = before;
        this.since = since;
        this.toldAt = told == null ? Long.MIN_VALUE : told.at();
    }

    /**
     * @param told what was told last, null when nothing was
     * @param before what the settled lane had said before {@code since}
     */
    static List<Saying> between(
            @Nullable Announcement told, @Nullable Announcement before, List<Announced> since) {
        if (since.isEmpty() && (told == null || told.isSamePhase(before))) {
            return List.of();
        }
        Difference difference = new Difference(told, before, since);
        difference.find();
        return difference.sayings;
    }

    private void find() {
        if (told == null || told.isSamePhase(before)) {
            since.forEach(this::say);
            return;
        }
        for (int i = 0; i < since.size(); i++) {
            if (told.isSamePhase(since.get(i).said())) {
                since.subList(i + 1, since.size()).forEach(this::say);
                return;
            }
        }
        correct(told);
    }

    /** What was told is no part of what happened. */
    private void correct(Announcement wrong) {
        Announcement now = since.isEmpty() ? before : since.getLast().said();
        boolean wasOn = wrong.phase() != Phase.ENDED;
        if (now != null && isOf(now, wrong) && now.phase() == Phase.ENDED && !wasOn) {
            if (wrong.isWithdrawn()) {
                // It was there after all, and is over.
                sayings.add(new Saying(now.toldAs(Phase.ENDED, forward(now.at())), null));
            }
            return;
        }
        if (now != null && now.phase() != Phase.ENDED && isOf(now, wrong)) {
            if (!wasOn || now.depth() != wrong.depth()) {
                update(now);
            }
            return;
        }
        // Another occurrence first: whoever is alerted stays alerted when one takes over.
        since.stream().filter(other -> !isOf(other.said(), wrong)).forEach(this::say);
        if (now != null && now.phase() != Phase.ENDED && sayings.isEmpty()) {
            update(now);
        }
        if (wasOn) {
            endOf(wrong);
        }
    }

    private void endOf(Announcement wrong) {
        for (Announced announced : since) {
            if (isOf(announced.said(), wrong) && announced.said().phase() == Phase.ENDED) {
                say(announced);
                return;
            }
        }
        sayings.add(
                new Saying(wrong.toldAs(Phase.ENDED, forward(wrong.at())), Explanation.WITHDRAWN));
    }

    private void say(Announced announced) {
        Announcement said = announced.said();
        sayings.add(
                new Saying(said.toldAs(said.phase(), forward(said.at())), announced.explanation()));
    }

    private void update(Announcement now) {
        sayings.add(new Saying(now.toldAs(Phase.UPDATED, forward(now.at())), null));
    }

    private long forward(long at) {
        toldAt = at > toldAt ? at : toldAt + 1;
        return toldAt;
    }

    private static boolean isOf(Announcement one, Announcement other) {
        return one.startedAt() == other.startedAt();
    }
}
