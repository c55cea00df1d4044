package org.vitalwire.gateway.intake.clock;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.vitalwire.contracts.event.DeviceEvent.Severity;
import org.vitalwire.contracts.event.DeviceEventKind;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.gateway.event.Conditions;
import org.vitalwire.gateway.event.Conditions.Subject;
import org.vitalwire.gateway.intake.clock.DeviceClocks.ClockView;

/**
 * Tells of clocks that are off, drift or step. What has started ends at half its limit; while
 * nothing is known of a clock nothing changes.
 */
final class ClockWatch {

    private final DeviceClocks clocks;
    private final Conditions conditions;
    private final BiConsumer<DeviceId, String> stepped;
    private final double driftLimit;

    /**
     * @param stepped hears of each step, with both times in words
     */
    ClockWatch(
            DeviceClocks clocks,
            Conditions conditions,
            BiConsumer<DeviceId, String> stepped,
            DeviceClockSettings settings) {
        this.clocks = clocks;
        this.conditions = conditions;
        this.stepped = stepped;
        this.driftLimit = settings.driftLimitPpm();
    }

    void look(Instant now) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
        clocks.forEach((id, clock) -> {
            DeviceId device = new DeviceId(id);
            clock.takeStep().ifPresent(step -> stepped.accept(device, words(step)));
            ClockView view = clocks.view(clock, micros);
            view.offsetMicros().ifPresent(offset -> off(device, offset, now));
            view.driftPpm().ifPresent(drift -> drifts(device, drift, now));
        });
    }

    private void off(DeviceId device, long offset, Instant now) {
        Subject subject = Subject.of(DeviceEventKind.CLOCK_OFF, device);
        if (Math.abs(offset) > clocks.tolerance()) {
            conditions.start(
                    subject,
                    Severity.WARNING,
                    now,
                    "its clock is %s s %s ours"
                            .formatted(
                                    seconds(Math.abs(offset)), offset > 0 ? "behind" : "ahead of"),
                    List.of());
        } else if (Math.abs(offset) <= clocks.tolerance() / 2) {
            conditions.end(subject, now, "its clock agrees with ours");
        }
    }

    private void drifts(DeviceId device, double drift, Instant now) {
        Subject subject = Subject.of(DeviceEventKind.CLOCK_DRIFTS, device);
        if (Math.abs(drift) > driftLimit) {
            conditions.start(
                    subject,
                    Severity.WARNING,
                    now,
                    String.format(
                            Locale.ROOT,
                            "its clock %s %.0f ppm",
                            drift > 0 ? "loses" : "gains",
                            Math.abs(drift)),
                    List.of());
        } else if (Math.abs(drift) <= driftLimit / 2) {
            conditions.end(subject, now, "its clock keeps time");
        }
    }

    /** Both time frames, as the standard asks of whoever sees a step. */
    private static String words(DeviceClock.Step step) {
        return "its clock was stepped by %s s: at %s it said %s, and would have said %s before"
                .formatted(
                        seconds(step.before() - step.after()),
                        time(step.atMicros()),
                        time(step.atMicros() - step.after()),
                        time(step.atMicros() - step.before()));
    }

    private static Instant time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).truncatedTo(ChronoUnit.MILLIS);
    }

    private static String seconds(long micros) {
        return String.format(Locale.ROOT, "%.1f", micros / 1e6);
    }
}
