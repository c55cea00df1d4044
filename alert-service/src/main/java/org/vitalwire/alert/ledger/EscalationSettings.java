package org.vitalwire.alert.ledger;

import jakarta.validation.Valid;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;
import org.vitalwire.alert.episode.CallStep;
import org.vitalwire.alert.episode.EscalationPlan;
import org.vitalwire.alert.episode.EscalationPlans;

/**
 * Who is called when. What is left out is as in {@link EscalationPlans#DEFAULT}; a plan that is not
 * sound is refused at start-up.
 */
@Validated
@ConfigurationProperties("vitalwire.alert.escalation")
record EscalationSettings(
        @Valid @Nullable Plan high, @Valid @Nullable Plan medium, @Valid @Nullable Plan low) {

    EscalationSettings {
        plans(high, medium, low);
    }

    /**
     * The plan of one priority.
     *
     * @param steps all of them, in the order of their time
     * @param repeatEvery 0s for never, which HIGH refuses
     * @param remindAfter 0s for never
     */
    record Plan(
            @Nullable List<CallStep> steps,
            @Nullable Duration repeatEvery,
            @Nullable Duration remindAfter,
            @Nullable Duration longestPause) {

        EscalationPlan over(EscalationPlan standard) {
            return new EscalationPlan(
                    steps == null ? standard.steps() : steps,
                    repeatEvery == null ? standard.repeatEvery() : unlessZero(repeatEvery),
                    remindAfter == null ? standard.remindAfter() : unlessZero(remindAfter),
                    longestPause == null ? standard.longestPause() : longestPause);
        }

        private static Optional<Duration> unlessZero(Duration duration) {
            return duration.isZero() ? Optional.empty() : Optional.of(duration);
        }
    }

    EscalationPlans plans() {
        return plans(high, medium, low);
    }

    private static EscalationPlans plans(
            @Nullable Plan high, @Nullable Plan medium, @Nullable Plan low) {
        return new EscalationPlans(
                plan(high, EscalationPlans.DEFAULT.high()),
                plan(medium, EscalationPlans.DEFAULT.medium()),
                plan(low, EscalationPlans.DEFAULT.low()));
    }

    private static EscalationPlan plan(@Nullable Plan own, EscalationPlan standard) {
        return own == null ? standard : own.over(standard);
    }
}
