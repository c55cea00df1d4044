package org.vitalwire.simulator.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.simulator.platform.PlatformDefaults;
import org.vitalwire.simulator.platform.PlatformOptions;
import org.vitalwire.simulator.platform.VitalwireApiException;
import org.vitalwire.simulator.platform.VitalwireClient;
import org.vitalwire.simulator.recording.Recording;
import org.vitalwire.simulator.recording.RecordingFormatException;
import org.vitalwire.simulator.recording.RecordingReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay FILE|DIR}. Exit code 1 when a row is missing in the store. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Sends recorded patients over MQTT and counts what arrives.",
            "Reads MIMIC-II numerics (.csv) and files of the 2019 sepsis challenge (.psv)."
        })
public final class ReplayCommand implements Callable<Integer> {

    private final PlatformDefaults defaults;

    @Spec private @Nullable CommandSpec spec;
    @Mixin private PlatformOptions platform = new PlatformOptions();

    @Parameters(paramLabel = "FILE|DIR", description = "A recording, or a folder of them.")
    private @Nullable Path file;

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "How much faster than recorded, 1 or more. The recording ends at the planned end"
                            + " of the replay; what lies further back is charted in retrospect"
                            + " (default: ${DEFAULT-VALUE}).")
    private double speed = 1;

    @Option(
            names = "--patient",
            paramLabel = "PID",
            description = "The patient it is to be; else every file gets one of its own.")
    private @Nullable String patient;

    @Option(
            names = "--care-unit",
            paramLabel = "UNIT",
            defaultValue = "ward-a",
            description = "Of patients the census does not know (default: ${DEFAULT-VALUE}).")
    private String careUnit = "ward-a";

    @Option(
            names = "--settle",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description =
                    "How long the platform's counts must stand still at the end"
                            + " (default: ${DEFAULT-VALUE}).")
    // Longer than the 15 s after which a minute that nobody continues is charted.
    private int settle = 20;

    @Option(names = "--json", description = "Prints the summary as JSON.")
    private boolean json;

    /**
     * @param defaults which platform, and whose tokens, when the options do not say
     */
    public ReplayCommand(PlatformDefaults defaults) {
        this.defaults = defaults;
    }

    @Override
    public Integer call() throws IOException, GeneralSecurityException, InterruptedException {
        CommandSpec command = Objects.requireNonNull(spec);
        Path source = Objects.requireNonNull(file);
        if (!(speed >= 1) || Double.isInfinite(speed)) {
            throw new ParameterException(command.commandLine(), "--speed must be 1 or more");
        }
        if (patient != null && !PatientId.isValid(patient)) {
            throw new ParameterException(
                    command.commandLine(),
                    "--patient must be 1-64 of A-Za-z0-9._- and start with a letter or digit");
        }
        if (!Files.isReadable(source)) {
            throw new ParameterException(command.commandLine(), "There is no " + source);
        }
        ReplayPlan plan =
                new ReplayPlan(
                        speed,
                        Optional.ofNullable(patient),
                        careUnit,
                        platform.keys(defaults),
                        Duration.ofSeconds(settle),
                        Duration.ofMinutes(2));
        try (VitalwireClient client = platform.client(defaults)) {
            List<Recording> recordings =
                    RecordingReader.read(source).stream()
                            .filter(recording -> !recording.rows().isEmpty())
                            .toList();
            if (recordings.isEmpty()) {
                throw new ParameterException(
                        command.commandLine(), source + " holds no value at all");
            }
            ReplaySummary summary =
                    new ReplaySummary(
                            new ReplaySession(
                                            plan,
                                            client,
                                            InstantSource.system(),
                                            command.commandLine().getErr())
                                    .run(recordings));
            command.commandLine().getOut().print(json ? summary.json() + "\n" : summary.text());
            command.commandLine().getOut().flush();
            return summary.isComplete() ? 0 : 1;
        } catch (VitalwireApiException | RecordingFormatException e) {
            command.commandLine().getErr().println(e.getMessage());
            return 1;
        }
    }
}
