package org.vitalwire.gateway.intake.clock;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.vitalwire.contracts.reading.ClockQuality;

/** The clocks of all devices that were heard of since the gateway started. */
public final class DeviceClocks {

    /** There is no estimate of an offset. */
    public static final long UNKNOWN = DeviceClock.UNKNOWN;

    private final long tolerance;
    private final long stepThreshold;
    private final Map<String, DeviceClock> clocks = new ConcurrentHashMap<>();

    /**
     * @param tolerance a clock that agrees this closely with ours counts as synchronised
     * @param stepThreshold a larger change from one estimate to the next is a step
     */
    public DeviceClocks(Duration tolerance, Duration stepThreshold) {
        this.tolerance = micros(tolerance);
        this.stepThreshold = micros(stepThreshold);
    }

    /**
     * What a clock shows.
     *
     * @param offsetMicros our clock minus the device's; empty while it is not known
     * @param driftPpm how fast that grows; empty before a quarter of an hour
     */
    public record ClockView(
            ClockQuality quality, Optional<Long> offsetMicros, Optional<Double> driftPpm) {}

    /**
     * A message came that was sent on its own, for the first time. Microseconds since 1970.
     *
     * @param measured by the device's clock
     * @param received by ours
     */
    public void heard(String deviceId, long measured, long received) {
        DeviceClock clock = clocks.get(deviceId);
        if (clock == null) {
            clock =
                    clocks.computeIfAbsent(
                            deviceId, any -> new DeviceClock(tolerance, stepThreshold));
        }
        clock.heard(measured, received);
    }

    /**
     * Our clock minus the device's in microseconds when it measured, or {@link #UNKNOWN}.
     *
     * @param measured by the device's clock
     */
    public long offset(String deviceId, long measured, long now) {
        DeviceClock clock = clocks.get(deviceId);
        return clock == null ? UNKNOWN : clock.offsetFor(measured, now);
    }

    /** Empty for a device that was not heard of. */
    public Optional<ClockView> view(String deviceId, long now) {
        return Optional.ofNullable(clocks.get(deviceId)).map(clock -> view(clock, now));
    }

    void forEach(BiConsumer<String, DeviceClock> look) {
        clocks.forEach(look);
    }

    ClockView view(DeviceClock clock, long now) {
        long offset = clock.offset(now);
        if (offset == UNKNOWN) {
            return new ClockView(ClockQuality.UNKNOWN, Optional.empty(), Optional.empty());
        }
        Optional<Double> drift =
                clock.drift().isPresent()
                        ? Optional.of(clock.drift().getAsDouble())
                        : Optional.empty();
        return new ClockView(
                Math.abs(offset) <= tolerance ? ClockQuality.SYNCHRONISED : ClockQuality.OFFSET,
                Optional.of(offset),
                drift);
    }

    long tolerance() {
        return tolerance;
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
