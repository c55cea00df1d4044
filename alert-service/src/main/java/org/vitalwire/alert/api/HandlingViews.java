package org.vitalwire.alert.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vitalwire.alert.api.Alert.CallView;
import org.vitalwire.alert.api.Alert.DispositionView;
import org.vitalwire.alert.api.Alert.Rejection;
import org.vitalwire.alert.api.Alert.SignalView;
import org.vitalwire.alert.episode.Calling;
import org.vitalwire.alert.episode.Episode;
import org.vitalwire.alert.episode.EscalationPlan;
import org.vitalwire.alert.episode.EscalationPlans;
import org.vitalwire.alert.episode.Signal;

/** What people and time have made of an episode, as clients see it. */
final class HandlingViews {

    private HandlingViews() {}

    static List<Rejection> rejections(Episode episode) {
        return episode.responsibility().rejections().stream()
                .map(rejection ->
                        new Rejection(rejection.by(), rejection.at(), rejection.reason().code()))
                .toList();
    }

    static SignalView signal(Episode episode) {
        return switch (episode.handling().signal()) {
            case Signal.Enabled _ -> new SignalView("enabled", null, null, null);
            case Signal.Paused(var until, var by, var reason) ->
                    new SignalView("paused", until, by, reason.code());
            case Signal.Off(var until, var by, var reason) ->
                    new SignalView("off", until, by, reason.code());
        };
    }

    static @Nullable CallView call(Episode episode, EscalationPlans plans) {
        EscalationPlan plan = plans.of(episode.facts().priority());
        return switch (episode.handling().calling()) {
            case Calling.Rest _ -> null;
            case Calling.Underway(int round, Instant since, int taken, var nextAt, var first) -> {
                boolean follows = nextAt.isPresent() && first.isEmpty();
                Optional<String> next =
                        follows ? Optional.of(plan.stepAfter(taken).to().code()) : Optional.empty();
                yield new CallView(
                        round,
                        Math.min(taken, plan.steps().size()),
                        plan.steps().size(),
                        since,
                        nextAt.orElse(null),
                        next.orElse(null),
                        first.orElse(null));
            }
        };
    }

    static @Nullable DispositionView disposition(Episode episode) {
        return episode.handling()
                .disposition()
                .map(d -> new DispositionView(d.code().code(), d.by(), d.at()))
                .orElse(null);
    }
}
