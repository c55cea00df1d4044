package org.vitalwire.simulator.ward;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vitalwire.simulator.device.ConnectionSettings;
import org.vitalwire.simulator.device.DeliveryCounts;
import org.vitalwire.simulator.platform.PlatformDefaults;
import org.vitalwire.simulator.platform.PlatformOptions;
import org.vitalwire.simulator.platform.VitalwireApiException;
import org.vitalwire.simulator.platform.VitalwireClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code simulate --beds N --rate HZ}. Exit code 1 when a sample was not acknowledged. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "Simulates patients in beds, with all scenarios among them, over MQTT.")
public final class SimulateCommand implements Callable<Integer> {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
    private static final Duration DELIVERY = Duration.ofSeconds(60);
    private static final int MOST_BEDS = 2000;

    private final PlatformDefaults defaults;

    @Spec private @Nullable CommandSpec spec;
    @Mixin private PlatformOptions platform = new PlatformOptions();

    @Option(
            names = "--beds",
            paramLabel = "N",
            required = true,
            description = "How many patients, 1 to " + MOST_BEDS + ".")
    private int beds;

    @Option(
            names = "--rate",
            paramLabel = "HZ",
            defaultValue = "1",
            description = "Samples a second of each (default: ${DEFAULT-VALUE}).")
    private double rate = 1;

    @Option(
            names = "--waveforms",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "The first N beds also send a synthetic ECG (lead II) and pleth at 250 Hz"
                            + " (default: ${DEFAULT-VALUE}).")
    private int bedsWithWaves;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "The same seed gives the same patients (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--duration",
            paramLabel = "SECONDS",
            description = "How long; else until interrupted. Also as ISO 8601, such as PT10M.",
            converter = SecondsOrIso.class)
    private @Nullable Duration duration;

    /**
     * @param defaults which platform, and whose tokens, when the options do not say
     */
    public SimulateCommand(PlatformDefaults defaults) {
        this.defaults = defaults;
    }

    @Override
    public Integer call() throws InterruptedException {
        CommandSpec command = Objects.requireNonNull(spec);
        if (beds < 1 || beds > MOST_BEDS) {
            throw new ParameterException(command.commandLine(), "--beds must be 1 to " + MOST_BEDS);
        }
        if (!(rate > 0 && rate <= 100)) {
            throw new ParameterException(
                    command.commandLine(), "--rate must be above 0 and at most 100");
        }
        if (bedsWithWaves < 0 || bedsWithWaves > beds) {
            throw new ParameterException(
                    command.commandLine(), "--waveforms must be 0 to the number of beds");
        }
        PrintWriter progress = command.commandLine().getErr();
        try (VitalwireClient client = platform.client(defaults)) {
            progress.printf("Registering %d beds%n", beds);
            progress.flush();
            try (BedsideFleet fleet =
                    BedsideFleet.start(
                            WardPlan.fleet(beds, seed),
                            Duration.ofNanos((long) (1e9 / rate)),
                            bedsWithWaves,
                            platform.keys(defaults),
                            ConnectionSettings.DEFAULT,
                            InstantSource.system(),
                            client)) {
                run(fleet, progress);
                boolean delivered = finish(fleet, command.commandLine().getOut());
                fleet.discharge();
                return delivered ? 0 : 1;
            }
        } catch (VitalwireApiException e) {
            progress.println(e.getMessage());
            return 1;
        }
    }

    private void run(BedsideFleet fleet, PrintWriter progress) throws InterruptedException {
        Instant end = duration == null ? Instant.MAX : Instant.now().plus(duration);
        Thread main = Thread.currentThread();
        // Ctrl-C ends the measuring; what is under way is still delivered and counted.
        Thread onInterrupt = Thread.ofPlatform().unstarted(() -> endBy(main));
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        try {
            while (Instant.now().isBefore(end)) {
                Duration left = Duration.between(Instant.now(), end);
                Thread.sleep(left.compareTo(BETWEEN_LINES) < 0 ? left : BETWEEN_LINES);
                DeliveryCounts counts = fleet.counts();
                progress.printf(
                        "%d samples, %d acknowledged, %d owed%n",
                        counts.accepted() + counts.overflowed(),
                        counts.acknowledged(),
                        fleet.owed());
                progress.flush();
            }
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
        } catch (InterruptedException e) {
            progress.println("Interrupted: delivering what was measured");
            progress.flush();
        }
    }

    private static void endBy(Thread main) {
        main.interrupt();
        try {
            main.join(DELIVERY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean finish(BedsideFleet fleet, PrintWriter out) throws InterruptedException {
        fleet.stopMeasuring();
        boolean delivered = fleet.awaitDelivered(DELIVERY);
        DeliveryCounts counts = fleet.counts();
        out.printf(
                "beds %d, samples %d, sent %d, sent again %d, PUBACKed %d, refused %d,"
                        + " overflowed %d, not acknowledged %d%n",
                beds,
                counts.accepted() + counts.overflowed(),
                counts.sent(),
                counts.resent(),
                counts.acknowledged(),
                counts.refusedInAll(),
                counts.overflowed(),
                fleet.owed());
        out.flush();
        return delivered && counts.overflowed() == 0 && counts.refusedInAll() == 0;
    }
}
