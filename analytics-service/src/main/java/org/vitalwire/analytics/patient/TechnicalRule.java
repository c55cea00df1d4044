package org.vitalwire.analytics.patient;

import java.time.Duration;
import java.util.List;
import org.vitalwire.analytics.condition.Announcement;
import org.vitalwire.analytics.condition.ConditionRule;
import org.vitalwire.analytics.condition.ConditionState;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.condition.Sample;
import org.vitalwire.analytics.policy.TechnicalPolicy.ArtefactRate;
import org.vitalwire.analytics.policy.TechnicalPolicy.ClockOff;
import org.vitalwire.analytics.policy.TechnicalPolicy.LowBattery;
import org.vitalwire.analytics.policy.TechnicalPolicy.Silence;
import org.vitalwire.contracts.event.Finding.Phase;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.VitalSign;

/** What is wrong with the measuring, and not with the patient: one step, no evidence. */
abstract sealed class TechnicalRule implements Rule {

    /** Technical conditions end when what ended them is seen, and not by silence. */
    private static final long NEVER_ABANDONED = Long.MAX_VALUE / 2;

    private final String condition;
    private final String title;
    private final Priority priority;
    private final ConditionRule timing;

    private TechnicalRule(
            String condition,
            String title,
            Priority priority,
            Duration delay,
            Duration clearAfter) {
        this.condition = condition;
        this.title = title;
        this.priority = priority;
        this.timing =
                ConditionRule.of(
                        List.of(delay), clearAfter, Duration.ofMinutes(5), Duration.ofHours(1));
    }

    abstract String words(Announcement said);

    void sample(Lane lane, long at, boolean beyond, double value, long cause, Announcements out) {
        int steps = beyond ? 1 : 0;
        move(lane, new Sample(at, steps, steps, 0, false, value, cause), 1, out);
    }

    @Override
    public String condition() {
        return condition;
    }

    @Override
    public ConditionRule timing(int scale) {
        return timing;
    }

    @Override
    public Priority priority(int depth, int scale) {
        return priority;
    }

    @Override
    public String title(int depth) {
        return title;
    }

    @Override
    public long abandonAfter() {
        return NEVER_ABANDONED;
    }

    @Override
    public ConditionState atRest(Lane lane, int scale) {
        return ConditionState.NEW;
    }

    @Override
    public boolean isTechnical() {
        return true;
    }

    @Override
    public Explanation explain(Lane lane, Announcement said, int scale) {
        return new Explanation(words(said), List.of());
    }

    @Override
    public Explanation explainSilence(Lane lane, Announcement said, int scale) {
        return new Explanation("no readings any more", List.of());
    }

    /** So much is held back that nobody is watched. */
    static final class Artefacts extends TechnicalRule {

        private final ArtefactRate policy;
        private final long window;

        Artefacts(ArtefactRate policy) {
            super(
                    "artefact-rate",
                    "Too many artefacts",
                    policy.priority(),
                    policy.delay(),
                    policy.clearAfter());
            this.policy = policy;
            this.window = EventTime.micros(policy.window());
        }

        void onMessage(
                Lane lane, int values, int heldBack, Measurement message, Announcements out) {
            lane.artefacts.add(lane.clock, window, values, heldBack);
            int all = lane.artefacts.all();
            double share = all == 0 ? 0 : (double) lane.artefacts.heldBack() / all;
            boolean beyond = all >= policy.leastValues() && share >= policy.share();
            if (beyond || lane.condition(condition()) != null) {
                sample(lane, lane.clock, beyond, share * 100, message.fingerprint(), out);
            }
        }

        @Override
        String words(Announcement said) {
            return "%.0f %% of the values of %s held back, limit %.0f %%"
                    .formatted(
                            said.value(),
                            Texts.lasting(EventTime.micros(policy.window())),
                            policy.share() * 100);
        }
    }

    /** A device's clock is off. Another device with a good clock says nothing of it. */
    static final class Clock extends TechnicalRule {

        private final ClockOff policy;
        private final long offBy;

        Clock(ClockOff policy) {
            super(
                    "clock-off",
                    "Clock of a device is off",
                    policy.priority(),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(1));
            this.policy = policy;
            this.offBy = policy.offBy().toMillis();
        }

        void onMessage(Lane lane, Measurement message, Announcements out) {
            boolean beyond = Math.abs(message.clockOffMillis()) > offBy;
            int device = message.deviceId().hashCode();
            if (beyond) {
                lane.offDevice = device;
            } else if (lane.offDevice != device || lane.condition(condition()) == null) {
                return;
            }
            sample(
                    lane,
                    message.at(),
                    beyond,
                    message.clockOffMillis() / 1_000.0,
                    message.fingerprint(),
                    out);
        }

        @Override
        String words(Announcement said) {
            return "the device's clock is %s %s, limit %s"
                    .formatted(
                            Texts.lasting(Math.round(Math.abs(said.value()) * 1e6)),
                            said.value() > 0 ? "behind" : "ahead",
                            Texts.lasting(EventTime.micros(policy.offBy())));
        }
    }

    /** A device says that its battery is nearly empty. */
    static final class Battery extends TechnicalRule {

        private final LowBattery policy;

        Battery(LowBattery policy) {
            super(
                    "low-battery",
                    "Battery of a device is low",
                    policy.priority(),
                    Duration.ZERO,
                    Duration.ZERO);
            this.policy = policy;
        }

        void onMessage(Lane lane, Measurement message, Announcements out) {
            boolean beyond =
                    message.battery() != Measurement.NOT_TOLD && message.battery() < policy.below();
            int device = message.deviceId().hashCode();
            if (beyond) {
                lane.lowDevice = device;
            } else if (lane.lowDevice != device || lane.condition(condition()) == null) {
                return;
            }
            sample(lane, message.at(), beyond, message.battery(), message.fingerprint(), out);
        }

        @Override
        String words(Announcement said) {
            return "battery %.0f %%, limit %.0f %%".formatted(said.value(), policy.below());
        }
    }

    /** Nothing comes any more of what had come. The only one that looks at our clock. */
    static final class Silent extends TechnicalRule {

        private final Silence policy;
        private final long after;

        Silent(Silence policy) {
            super(
                    policy.condition(),
                    policy.title(),
                    policy.priority(),
                    Duration.ZERO,
                    Duration.ZERO);
            this.policy = policy;
            this.after = EventTime.micros(policy.after());
        }

        /** Whether it is silent by now and was not told so; what never came is not silent. */
        boolean isDue(Lane lane, long now) {
            long heard = heardAt(lane);
            ConditionState state = lane.condition(condition());
            return heard != EventTime.NEVER
                    && now - heard >= after
                    && (state == null || !state.isOn());
        }

        void onSilence(Lane lane, long cause, Announcements out) {
            sample(lane, heardAt(lane) + after, true, 0, cause, out);
        }

        void onMessage(Lane lane, List<VitalValue> counting, Measurement from, Announcements out) {
            if (lane.condition(condition()) != null && isHeard(counting)) {
                sample(lane, from.at(), false, 0, from.fingerprint(), out);
            }
        }

        private boolean isHeard(List<VitalValue> counting) {
            if (policy.signs().isEmpty()) {
                return true;
            }
            for (VitalValue value : counting) {
                if (policy.signs().contains(value.sign())) {
                    return true;
                }
            }
            return false;
        }

        private long heardAt(Lane lane) {
            if (policy.signs().isEmpty()) {
                return lane.rhythms.lastAt(Rhythms.ANY);
            }
            long heard = EventTime.NEVER;
            for (VitalSign sign : policy.signs()) {
                heard = Math.max(heard, lane.rhythms.lastAt(sign.number()));
            }
            return heard;
        }

        @Override
        String words(Announcement said) {
            return said.phase() == Phase.ENDED
                    ? "measured again"
                    : "nothing that counts for " + Texts.lasting(after);
        }
    }
}
