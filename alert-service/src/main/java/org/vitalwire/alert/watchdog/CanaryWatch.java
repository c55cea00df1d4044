package org.vitalwire.alert.watchdog;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.vitalwire.alert.operations.Part;
import org.vitalwire.alert.operations.PartState;
import org.vitalwire.alert.operations.PartWatch;

/** The canary on the status page. */
final class CanaryWatch implements PartWatch {

    private final Optional<Watchdog> watchdog;

    /**
     * @param watchdog empty where there is none
     */
    CanaryWatch(Optional<Watchdog> watchdog) {
        this.watchdog = watchdog;
    }

    @Override
    public String name() {
        return "canary";
    }

    @Override
    public boolean needsDatabase() {
        return false;
    }

    @Override
    public Part look(Instant now) {
        return watchdog.map(Watchdog::state)
                .map(CanaryWatch::part)
                .orElseGet(() ->
                        new Part(
                                name(),
                                PartState.OFF,
                                "The watchdog is not set up: nobody would be told if the platform"
                                        + " fell silent.",
                                Map.of()));
    }

    private static Part part(Watchdog.State state) {
        Pulse.Verdict verdict = state.verdict();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("enrolled", state.enrolled());
        figures.put("ageSeconds", verdict.quietFor().toMillis() / 1000.0);
        verdict.stoppedAt().ifPresent(stage -> figures.put("stoppedAt", stage.code()));
        verdict.lastBeat().ifPresent(beat -> figures.put("lastBeat", beat.toString()));
        state.sightings()
                .passage()
                .map(Duration::toMillis)
                .ifPresent(millis -> figures.put("passageMillis", millis));
        return new Part(
                "canary",
                verdict.isSilent() ? PartState.DOWN : PartState.OK,
                verdict.stoppedAt()
                        .map(stage -> words(stage, state.enrolled()))
                        .orElse("Beats get through."),
                figures);
    }

    private static String words(Stage stage, boolean enrolled) {
        return switch (stage) {
            case PUBLISH ->
                    enrolled
                            ? "The gateway takes no beats."
                            : "The canary's device has no certificate yet.";
            case SCORE -> "The gateway takes beats, but analytics finds nothing.";
            case ALERT -> "Beats are found, but no alert comes of them.";
            case RECEIPT -> "Alerts are made, but no page about them gets a receipt.";
        };
    }
}
