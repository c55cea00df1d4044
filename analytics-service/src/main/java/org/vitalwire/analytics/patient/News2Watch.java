package org.vitalwire.analytics.patient;

import java.util.List;
import java.util.Optional;
import org.vitalwire.analytics.condition.Announcement;
import org.vitalwire.analytics.condition.ConditionMachine;
import org.vitalwire.analytics.condition.ConditionState;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.condition.Sample;
import org.vitalwire.analytics.news2.News2;
import org.vitalwire.analytics.news2.News2Table;
import org.vitalwire.analytics.news2.Scored;
import org.vitalwire.analytics.policy.Policy.News2Policy;
import org.vitalwire.contracts.event.Finding.Phase;
import org.vitalwire.contracts.event.NewsRisk;
import org.vitalwire.contracts.event.Score;

/**
 * Tells NEWS2 scores, and the one condition {@code news2} whose depth is the risk: low-medium,
 * medium, high. One condition and not three, so that a patient who gets worse is one episode that
 * rises, and not three that overlap.
 */
@SuppressWarnings("EnumOrdinal") // the risks are the steps of the condition
final class News2Watch {

    static final String CONDITION = "news2";

    private static final NewsRisk[] RISKS = NewsRisk.values();

    private final News2Policy policy;
    private final News2 news2;
    private final long rescoreEvery;
    private final long abandonAfter;

    News2Watch(News2Policy policy) {
        this.policy = policy;
        this.news2 = new News2(News2Table.published(), policy.freshness());
        this.rescoreEvery = EventTime.micros(policy.rescoreEvery());
        this.abandonAfter = EventTime.micros(policy.abandonAfter());
    }

    /** After new inputs: tells the score if it says something new, and moves the condition. */
    void onInputs(Lane lane, long at, Cause cause, Outcome outcome) {
        Scored scored = news2.score(lane.inputs, cause.scale(), lane.clock);
        tell(lane, scored, lane.clock - lane.scoreAt >= rescoreEvery, cause, outcome);
        move(lane, scored, at, cause, outcome);
    }

    /** Says the finding again that this very reading had caused before a crash. */
    void onRepeated(Lane lane, long at, Cause cause, Outcome outcome) {
        lane.news2
                .last()
                .filter(last -> cause.madeBefore(last, at))
                .ifPresent(last ->
                        say(
                                last,
                                news2.score(lane.inputs, cause.scale(), lane.clock),
                                cause,
                                outcome));
    }

    /**
     * Lets event time pass without a new input. A complete score, which somebody took with all
     * seven parameters, holds until its inputs age; so its persistence passes by itself. An
     * incomplete one must be confirmed by further readings.
     */
    void onTime(Lane lane, long until, Cause cause, Outcome outcome) {
        for (int i = 0; i < RISKS.length; i++) {
            Optional<Long> due = lane.news2.dueAt(policy.rule());
            if (due.isEmpty() || due.get() > until || due.get() <= lane.news2.lastAt()) {
                return;
            }
            Scored scored = news2.score(lane.inputs, cause.scale(), due.get());
            if (!scored.isComplete()) {
                return;
            }
            move(lane, scored, due.get(), cause, outcome);
        }
    }

    /** Tells a score that is worth less, because inputs have aged by {@code now}. */
    void onAgeing(Lane lane, long now, Cause cause, Outcome outcome) {
        if (lane.scoreAt == EventTime.NEVER) {
            return;
        }
        Scored scored = news2.score(lane.inputs, cause.scale(), now);
        if (scored.signature() != lane.scoreSignature) {
            lane.clock = Math.max(lane.clock, now);
            tell(lane, scored, false, cause, outcome);
        }
    }

    /** Tells the score on another scale, as soon as that is ordered. */
    void onOrder(Lane lane, Cause cause, Outcome outcome) {
        if (lane.scoreAt != EventTime.NEVER) {
            tell(lane, news2.score(lane.inputs, cause.scale(), lane.clock), false, cause, outcome);
        }
    }

    void onSilence(Lane lane, long now, Cause cause, Outcome outcome) {
        if (lane.news2.isOn() && now - lane.news2.lastAt() >= abandonAfter) {
            end(lane, lane.news2.lastAt() + abandonAfter, cause, outcome);
        }
    }

    void close(Lane lane, long at, Cause cause, Outcome outcome) {
        if (lane.news2.isOn()) {
            end(lane, at, cause, outcome);
        }
    }

    private void tell(Lane lane, Scored scored, boolean anyway, Cause cause, Outcome outcome) {
        boolean first = lane.scoreAt == EventTime.NEVER;
        if (first && scored.isEmpty()) {
            return;
        }
        if (first || anyway || scored.signature() != lane.scoreSignature) {
            lane.scoreSignature = scored.signature();
            lane.scoreAt = lane.clock;
            outcome.add(
                    new Score(
                            News2.SCORE,
                            cause.patientId(),
                            EventTime.instant(lane.inputs.newestAt()),
                            cause.scale(),
                            scored.components(),
                            cause.retrospective(),
                            cause.synthetic(),
                            cause.messageId()));
        }
    }

    private void move(Lane lane, Scored scored, long at, Cause cause, Outcome outcome) {
        int beyond = scored.risk().ordinal();
        int insideFrom =
                lane.news2.isOn()
                        ? news2.scoreLenient(lane.inputs, cause.scale(), at).risk().ordinal()
                        : beyond;
        ConditionState before = lane.news2;
        lane.news2 =
                ConditionMachine.step(
                        policy.rule(),
                        before,
                        new Sample(
                                at,
                                beyond,
                                Math.max(beyond, insideFrom),
                                0,
                                false,
                                scored.lowerBound(),
                                cause.fingerprint()));
        if (!lane.news2.last().equals(before.last())) {
            lane.news2.last().ifPresent(said -> say(said, scored, cause, outcome));
        }
    }

    private void say(Announcement said, Scored scored, Cause cause, Outcome outcome) {
        NewsRisk risk = RISKS[said.depth()];
        outcome.add(
                cause.finding(
                        CONDITION,
                        said,
                        policy.priority(risk),
                        title(risk),
                        scored.explain(),
                        scored.evidence()));
    }

    private void end(Lane lane, long at, Cause cause, Outcome outcome) {
        lane.news2 = ConditionMachine.abandon(lane.news2, at, cause.fingerprint());
        lane.news2
                .last()
                .filter(last -> last.phase() == Phase.ENDED)
                .ifPresent(last ->
                        outcome.add(
                                cause.finding(
                                        CONDITION,
                                        last,
                                        policy.priority(RISKS[last.depth()]),
                                        title(RISKS[last.depth()]),
                                        "no inputs since " + EventTime.instant(last.since()),
                                        List.of())));
    }

    private static String title(NewsRisk risk) {
        return switch (risk) {
            case LOW -> "NEWS2 low";
            case LOW_MEDIUM -> "NEWS2 3 in one parameter";
            case MEDIUM -> "NEWS2 medium";
            case HIGH -> "NEWS2 high";
        };
    }
}
