package org.vitalwire.analytics.patient;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vitalwire.analytics.condition.Announcement;
import org.vitalwire.analytics.condition.ConditionRule;
import org.vitalwire.analytics.condition.ConditionState;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.condition.Sample;
import org.vitalwire.analytics.news2.Input;
import org.vitalwire.analytics.news2.News2;
import org.vitalwire.analytics.news2.News2Table;
import org.vitalwire.analytics.news2.Scored;
import org.vitalwire.analytics.news2.Slot;
import org.vitalwire.analytics.policy.Policy.News2Policy;
import org.vitalwire.analytics.window.MedianWindow;
import org.vitalwire.contracts.event.NewsRisk;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.event.Score;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * Tells NEWS2 scores, and watches the one condition {@code news2} whose depth is the risk:
 * low-medium, medium, high. One condition and not three, so that a patient who gets worse is one
 * episode that rises, and not three that overlap.
 */
@SuppressWarnings("EnumOrdinal") // the risks are the steps of the condition
final class News2Rule implements Rule {

    static final String CONDITION = "news2";

    /** Measured each second by a monitor, where one value is no round of observations. */
    private static final Set<VitalSign> CONTINUOUS =
            Set.of(
                    VitalSign.RESPIRATORY_RATE,
                    VitalSign.SPO2,
                    VitalSign.HEART_RATE,
                    VitalSign.PULSE_RATE,
                    VitalSign.INVASIVE_SYSTOLIC_PRESSURE);

    private static final NewsRisk[] RISKS = NewsRisk.values();

    private final News2Policy policy;
    private final News2 news2;
    private final long rescoreEvery;
    private final long abandonAfter;

    News2Rule(News2Policy policy) {
        this.policy = policy;
        this.news2 = new News2(News2Table.published(), policy.freshness());
        this.rescoreEvery = EventTime.micros(policy.rescoreEvery());
        this.abandonAfter = EventTime.micros(policy.abandonAfter());
    }

    /** Of the input that ages first, microseconds. */
    long shortestFreshness() {
        return EventTime.micros(policy.freshness().shortest());
    }

    void interest(Interest.Collector collector) {
        if (!policy.median().isZero()) {
            CONTINUOUS.forEach(sign -> collector.median(sign, policy.median()));
        }
    }

    /** Takes a value that counts as an input; whether it was newer than what was there. */
    boolean takeInput(Lane lane, VitalValue value, Measurement message) {
        Slot slot = Slot.of(value.sign());
        if (slot == null) {
            return false;
        }
        SignMemory memory = CONTINUOUS.contains(value.sign()) ? lane.signs.of(value.sign()) : null;
        MedianWindow window = memory == null ? null : memory.median(policy.median());
        double scored = window == null ? value.value() : window.median();
        return lane.inputs.put(
                slot,
                new Input(
                        value.sign(),
                        value.sign().entry().roundToResolution(scored),
                        message.at(),
                        message.messageId()));
    }

    /** After new inputs. */
    void onInputs(Lane lane, long cause, int scale, Announcements out) {
        Scored scored = news2.score(lane.inputs, scale, lane.clock);
        if (scored.risk() != NewsRisk.LOW || lane.condition(CONDITION) != null) {
            move(lane, sample(lane, scored, lane.clock, scale, cause), scale, out);
        }
    }

    /** What the score is at least. */
    int lowerBound(Lane lane, int scale, long at) {
        return news2.score(lane.inputs, scale, at).lowerBound();
    }

    /**
     * Lets event time pass without a new input. A complete score, which somebody took with all
     * seven parameters, holds until its inputs age; so its persistence passes by itself. An
     * incomplete one must be confirmed by further readings.
     */
    void letTimePass(Lane lane, long until, long cause, int scale, Announcements out) {
        for (int i = 0; i < RISKS.length; i++) {
            @Nullable ConditionState state = lane.condition(CONDITION);
            Optional<Long> due = state == null ? Optional.empty() : state.dueAt(policy.rule());
            if (state == null
                    || due.isEmpty()
                    || due.get() > until
                    || due.get() <= state.lastAt()) {
                return;
            }
            Scored scored = news2.score(lane.inputs, scale, due.get());
            if (!scored.isComplete()) {
                return;
            }
            move(lane, sample(lane, scored, due.get(), scale, cause), scale, out);
        }
    }

    /**
     * Tells the score when it says something new, or when it was told long ago.
     *
     * @param at event time that the score is for
     * @param anyway also when it says the same, once it was told long enough ago
     */
    void tell(Lane lane, Told told, long at, boolean anyway, Cause cause, Outcome outcome) {
        Scored scored = news2.score(lane.inputs, cause.scale(), at);
        boolean first = told.scoreAt == EventTime.NEVER;
        if (first && scored.isEmpty()) {
            return;
        }
        boolean isDue = anyway && !first && at - told.scoreAt >= rescoreEvery;
        if (first || isDue || scored.signature() != told.scoreSignature) {
            told.scoreSignature = scored.signature();
            told.scoreAt = at;
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

    private Sample sample(Lane lane, Scored scored, long at, int scale, long cause) {
        int beyond = scored.risk().ordinal();
        ConditionState state = lane.condition(CONDITION);
        int insideFrom =
                state != null && state.isOn()
                        ? news2.scoreLenient(lane.inputs, scale, at).risk().ordinal()
                        : beyond;
        return new Sample(
                at, beyond, Math.max(beyond, insideFrom), 0, false, scored.lowerBound(), cause);
    }

    @Override
    public String condition() {
        return CONDITION;
    }

    @Override
    public ConditionRule timing(int scale) {
        return policy.rule();
    }

    @Override
    public Priority priority(int depth, int scale) {
        return policy.priority(RISKS[depth]);
    }

    @Override
    public String title(int depth) {
        return switch (RISKS[depth]) {
            case LOW -> "NEWS2 low";
            case LOW_MEDIUM -> "NEWS2 3 in one parameter";
            case MEDIUM -> "NEWS2 medium";
            case HIGH -> "NEWS2 high";
        };
    }

    @Override
    public long abandonAfter() {
        return abandonAfter;
    }

    @Override
    public ConditionState atRest(Lane lane, int scale) {
        return lane.rhythms.atRest(policy.rule());
    }

    @Override
    public Explanation explain(Lane lane, Announcement said, int scale) {
        Scored scored = news2.score(lane.inputs, scale, said.at());
        return new Explanation(scored.explain(), scored.evidence());
    }

    @Override
    public Explanation explainSilence(Lane lane, Announcement said, int scale) {
        return new Explanation("no inputs since " + EventTime.instant(said.since()), List.of());
    }
}
