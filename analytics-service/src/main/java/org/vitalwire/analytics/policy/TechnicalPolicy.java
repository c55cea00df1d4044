package org.vitalwire.analytics.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * What is wrong with the measuring, and not with the patient.
 *
 * @param silence each is a condition of its own
 */
public record TechnicalPolicy(
        List<Silence> silence,
        Optional<ArtefactRate> artefactRate,
        Optional<LowBattery> lowBattery,
        Optional<ClockOff> clock) {

    /** Nothing is watched. */
    public static final TechnicalPolicy NONE =
            new TechnicalPolicy(List.of(), Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * Nothing comes any more of what had come. The only condition that looks at our clock.
     *
     * @param condition for example {@code silent-spo2}
     * @param signs any of them would do; empty for any reading of the patient at all
     * @param after our time since the newest receipt
     */
    public record Silence(
            String condition,
            String title,
            List<VitalSign> signs,
            Duration after,
            Priority priority) {

        public Silence {
            signs = List.copyOf(signs);
        }
    }

    /**
     * So much is held back that nobody is watched.
     *
     * @param share of the values in the window that were held back, 0 to 1
     * @param window event time
     * @param leastValues fewer than these say nothing
     */
    public record ArtefactRate(
            double share,
            Duration window,
            int leastValues,
            Duration delay,
            Duration clearAfter,
            Priority priority) {}

    /** A device on the patient says that its battery is below so many percent. */
    public record LowBattery(double below, Priority priority) {}

    /** A device's clock is off by more than this, either way. */
    public record ClockOff(Duration offBy, Priority priority) {}

    public TechnicalPolicy {
        silence = List.copyOf(silence);
    }
}
