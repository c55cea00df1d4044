package org.vitalwire.alert.watchdog;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.vitalwire.alert.operations.OperationsAlerts;
import org.vitalwire.alert.operations.OperationsKind;
import org.vitalwire.contracts.id.Canary;

/**
 * Sends a beat every few seconds and watches how far it gets. As long as beats get through, it
 * pings; when they stop, it says where, and falls silent itself.
 */
final class Watchdog {

    /** As of the last look. */
    record State(Pulse.Verdict verdict, Sightings sightings, boolean enrolled) {}

    private final CanaryDevice device;
    private final WatchdogTable table;
    private final Optional<DeadManPing> ping;
    private final OperationsAlerts alerts;
    private final BooleanSupplier findingsWaiting;
    private final Duration every;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Pulse pulse;
    private long nextBeat;
    private Optional<Instant> lastReceipt = Optional.empty();
    private Optional<Stage> told = Optional.empty();
    private boolean beating;
    private volatile Sightings newest = Sightings.NONE;

    /**
     * @param findingsWaiting whether there are findings that this service has not taken in yet
     * @param nanoTime as {@link System#nanoTime}
     */
    Watchdog(
            CanaryDevice device,
            WatchdogTable table,
            Optional<DeadManPing> ping,
            OperationsAlerts alerts,
            BooleanSupplier findingsWaiting,
            WatchdogSettings settings,
            InstantSource clock,
            LongSupplier nanoTime) {
        this.device = device;
        this.table = table;
        this.ping = ping;
        this.alerts = alerts;
        this.findingsWaiting = findingsWaiting;
        this.every = settings.every();
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.nextBeat = nanoTime.getAsLong();
        this.pulse = new Pulse(settings.silentAfter(), nextBeat);
    }

    /** Looks, and beats when it is time to. */
    boolean look() {
        boolean leads = table.claim();
        Sightings seen = table.sightings();
        Pulse.Verdict verdict = judge(seen);
        if (verdict.stoppedAt().equals(Optional.of(Stage.SCORE))
                && findingsWaiting.getAsBoolean()) {
            // It was found; it is we who do not take it in.
            verdict =
                    new Pulse.Verdict(
                            Optional.of(Stage.ALERT), verdict.lastBeat(), verdict.quietFor());
        }
        boolean passed = hasPassed(seen);
        if (verdict.isSilent()) {
            tellSilent(verdict.stoppedAt().orElseThrow());
        } else if (passed) {
            tellBeating();
        }
        if (leads) {
            if (passed && !verdict.isSilent()) {
                ping.ifPresent(DeadManPing::send);
            }
            beatIfDue();
        }
        return false;
    }

    /** Lets another replica go on at once. */
    void leave() {
        device.close();
        ping.ifPresent(DeadManPing::close);
        table.release();
    }

    /** As far as it is known; also while the database is away. */
    State state() {
        synchronized (pulse) {
            return new State(pulse.verdict(nanoTime.getAsLong()), newest, device.isEnrolled());
        }
    }

    private Pulse.Verdict judge(Sightings seen) {
        synchronized (pulse) {
            long now = nanoTime.getAsLong();
            newest = seen;
            pulse.take(seen, now);
            return pulse.verdict(now);
        }
    }

    private void beatIfDue() {
        long now = nanoTime.getAsLong();
        if (now - nextBeat < 0 || !device.isEnrolled()) {
            return;
        }
        nextBeat = now + every.toNanos();
        int value = table.nextBeat() % 2 == 0 ? Canary.TICK : Canary.TOCK;
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (device.publish(at, value)) {
            table.published(at);
        }
    }

    /** Whether a beat got through since the last look; one of before the first look may be old. */
    private boolean hasPassed(Sightings seen) {
        Optional<Instant> receipt = seen.at(Stage.RECEIPT);
        boolean passed =
                receipt.isPresent() && lastReceipt.isPresent() && !receipt.equals(lastReceipt);
        lastReceipt = receipt.or(() -> Optional.of(Instant.EPOCH));
        return passed;
    }

    private void tellSilent(Stage stage) {
        if (!told.equals(Optional.of(stage))) {
            endAllBut(Optional.of(stage));
            alerts.raise(
                    OperationsKind.PLATFORM_SILENT,
                    stage.code(),
                    "The watchdog's beats do not get through; they stop at " + stage.code() + ".");
            told = Optional.of(stage);
            beating = false;
        }
    }

    /** An alert of before a restart is open as well, and nobody here remembers it. */
    private void tellBeating() {
        if (!beating) {
            endAllBut(Optional.empty());
            told = Optional.empty();
            beating = true;
        }
    }

    private void endAllBut(Optional<Stage> stage) {
        Arrays.stream(Stage.values())
                .filter(other -> !stage.equals(Optional.of(other)))
                .forEach(other -> alerts.end(OperationsKind.PLATFORM_SILENT, other.code()));
    }
}
