package org.vitalwire.alert.episode;

import static org.vitalwire.alert.episode.CallTarget.BUDDY;
import static org.vitalwire.alert.episode.CallTarget.CHARGE_NURSE;
import static org.vitalwire.alert.episode.CallTarget.EVERYONE;
import static org.vitalwire.alert.episode.CallTarget.PRIMARY;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.vitalwire.contracts.event.Priority;

/** The plan of each priority. A HIGH alert is repeated until somebody accepts it. */
public record EscalationPlans(EscalationPlan high, EscalationPlan medium, EscalationPlan low) {

    public static final EscalationPlans DEFAULT =
            new EscalationPlans(
                    new EscalationPlan(
                            List.of(
                                    new CallStep(PRIMARY, Duration.ZERO),
                                    new CallStep(BUDDY, Duration.ofSeconds(20)),
                                    new CallStep(CHARGE_NURSE, Duration.ofSeconds(60)),
                                    new CallStep(EVERYONE, Duration.ofSeconds(120))),
                            Optional.of(Duration.ofSeconds(120)),
                            Optional.of(Duration.ofMinutes(10)),
                            Duration.ofMinutes(10)),
                    new EscalationPlan(
                            List.of(
                                    new CallStep(PRIMARY, Duration.ZERO),
                                    new CallStep(BUDDY, Duration.ofMinutes(5)),
                                    new CallStep(CHARGE_NURSE, Duration.ofMinutes(15))),
                            Optional.of(Duration.ofMinutes(15)),
                            Optional.of(Duration.ofMinutes(30)),
                            Duration.ofMinutes(60)),
                    new EscalationPlan(
                            List.of(new CallStep(PRIMARY, Duration.ZERO)),
                            Optional.empty(),
                            Optional.empty(),
                            Duration.ofHours(4)));

    public EscalationPlans {
        if (high.repeatEvery().isEmpty()) {
            throw new IllegalArgumentException("a HIGH alert is repeated until it is accepted");
        }
    }

    public EscalationPlan of(Priority priority) {
        return switch (priority) {
            case HIGH -> high;
            case MEDIUM -> medium;
            case LOW -> low;
        };
    }
}
