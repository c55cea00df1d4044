package org.vitalwire.alert.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.vitalwire.alert.episode.Decision.Refusal;
import org.vitalwire.alert.episode.Deed;
import org.vitalwire.alert.episode.Disposition;
import org.vitalwire.alert.episode.RejectReason;
import org.vitalwire.alert.episode.SilenceReason;
import org.vitalwire.kit.web.ApiProblem;

/** What comes with a deed, and why one is refused. */
final class DeedRequest {

    private static final int LONGEST_SUBJECT = 200;

    private DeedRequest() {}

    /** Why. */
    record WithReason(@Nullable String reason) {
        Deed reject() {
            return new Deed.Reject(coded(reason, RejectReason::ofCode, "UNKNOWN_REASON"));
        }
    }

    /** To whom: subject of their token. */
    record ToPerson(@Nullable String to) {
        Deed handOver() {
            if (to == null || to.isBlank() || to.length() > LONGEST_SUBJECT) {
                throw unsound("UNKNOWN_PERSON", "to names the person who is to take it on.");
            }
            return new Deed.HandOver(to.strip());
        }
    }

    /** For how long, and why. */
    record ForMinutes(@Nullable Integer minutes, @Nullable String reason) {
        Deed pause() {
            if (minutes == null) {
                throw unsound("PAUSE_TOO_LONG", "minutes says for how long.");
            }
            return new Deed.Pause(
                    Duration.ofMinutes(minutes),
                    coded(reason, SilenceReason::ofCode, "UNKNOWN_REASON"));
        }
    }

    /** Until when, and why. */
    record Until(@Nullable Instant until, @Nullable String reason) {
        Deed switchOff() {
            if (until == null) {
                throw unsound("OFF_TOO_LONG", "until says when it ends.");
            }
            return new Deed.SwitchOff(
                    until, coded(reason, SilenceReason::ofCode, "UNKNOWN_REASON"));
        }
    }

    /** What it was good for. */
    record Judgement(@Nullable String disposition) {
        Deed dispose() {
            return new Deed.Dispose(
                    coded(disposition, Disposition.Code::ofCode, "UNKNOWN_DISPOSITION"));
        }
    }

    static ApiProblem refused(Refusal reason) {
        return switch (reason) {
            case CONDITION_ACTIVE ->
                    conflict(
                            "CONDITION_ACTIVE",
                            "The condition is still active; the alert can be accepted.");
            case OVER -> conflict("ALERT_OVER", "The alert is over.");
            case RETROSPECTIVE ->
                    conflict("ALERT_RETROSPECTIVE", "Nobody is called because of this alert.");
            case NOT_FOR_HIGH ->
                    conflict("NOT_FOR_HIGH", "A high alert may be paused, not switched off.");
            case PAUSE_TOO_LONG ->
                    unsound(
                            "PAUSE_TOO_LONG",
                            "Longer than an alert of its priority may be paused.");
            case OFF_TOO_LONG -> unsound("OFF_TOO_LONG", "An order ends within 12 hours.");
            case TO_ONESELF ->
                    unsound("HAND_OVER_TO_ONESELF", "An alert is handed over to another.");
            case CHANGED ->
                    new ApiProblem(
                            HttpStatus.PRECONDITION_FAILED,
                            "ALERT_CHANGED",
                            "The alert is not any more what the caller saw; nothing was changed.");
        };
    }

    private static <T> T coded(
            @Nullable String code, Function<String, Optional<T>> ofCode, String problem) {
        return Optional.ofNullable(code)
                .flatMap(ofCode)
                .orElseThrow(() -> unsound(problem, "The code is none of those documented."));
    }

    private static ApiProblem conflict(String code, String detail) {
        return new ApiProblem(HttpStatus.CONFLICT, code, detail);
    }

    private static ApiProblem unsound(String code, String detail) {
        return new ApiProblem(HttpStatus.UNPROCESSABLE_CONTENT, code, detail);
    }
}
