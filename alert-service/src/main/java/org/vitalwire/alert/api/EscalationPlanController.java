package org.vitalwire.alert.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.vitalwire.alert.episode.EscalationPlan;
import org.vitalwire.alert.episode.EscalationPlans;

/** Who is called when, as it is set for the whole service. */
@RestController
@RequestMapping("/api/v1/on-call/plan")
@PreAuthorize(AlertController.READERS)
@Tag(name = "on-call")
class EscalationPlanController {

    /** The plan of each priority. */
    record Plans(Plan high, Plan medium, Plan low) {}

    /**
     * Durations are seconds.
     *
     * @param repeatEverySeconds absent: the last step is not repeated
     * @param remindAfterSeconds absent: who accepted is not asked again
     */
    record Plan(
            List<Step> steps,
            @Nullable Double repeatEverySeconds,
            @Nullable Double remindAfterSeconds,
            double longestPauseSeconds) {}

    /**
     * @param to primary, buddy, charge-nurse, everyone
     * @param afterSeconds from the beginning of the round
     */
    record Step(String to, double afterSeconds) {}

    private final EscalationPlans plans;

    EscalationPlanController(EscalationPlans plans) {
        this.plans = plans;
    }

    @GetMapping
    @Operation(summary = "Who is called when, until somebody accepts, by priority")
    Plans plans() {
        return new Plans(view(plans.high()), view(plans.medium()), view(plans.low()));
    }

    private static Plan view(EscalationPlan plan) {
        return new Plan(
                plan.steps().stream()
                        .map(step -> new Step(step.to().code(), seconds(step.after())))
                        .toList(),
                plan.repeatEvery().map(EscalationPlanController::seconds).orElse(null),
                plan.remindAfter().map(EscalationPlanController::seconds).orElse(null),
                seconds(plan.longestPause()));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }
}
