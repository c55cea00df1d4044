package org.vitalwire.standalone.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vitalwire.analytics.evaluation.AlertFigures;
import org.vitalwire.analytics.evaluation.DataReport;
import org.vitalwire.analytics.evaluation.Evaluation;
import org.vitalwire.analytics.evaluation.EvaluationReport;
import org.vitalwire.analytics.evaluation.RecordedData;
import org.vitalwire.analytics.evaluation.ReportFiles;
import org.vitalwire.analytics.evaluation.StaySource;
import org.vitalwire.analytics.evaluation.UnreadableDataException;
import org.vitalwire.analytics.policy.InvalidPolicyException;
import org.vitalwire.analytics.policy.Policy;
import org.vitalwire.analytics.policy.PolicyReader;
import org.vitalwire.analytics.policy.ShippedPolicies;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vitalwire evaluate}: what policies would have done, through the code that runs live. */
@Command(
        name = "evaluate",
        description = {
            "Runs policies over recorded patients through the evaluator that runs live, and reports"
                    + " side by side what they would have called and what of it was right.",
            "Recordings: .psv or .csv of the 2019 PhysioNet challenge, *_numerics.csv (a monitor,"
                    + " one row a minute), .ndjson exports of ingest-service."
        },
        mixinStandardHelpOptions = true)
public final class EvaluateCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            required = true,
            description =
                    "A policy: the name of a shipped one (ward-adult, step-down, home) or a JSON"
                            + " file. May be given again.")
    private List<String> policies;

    @ArgGroup(multiplicity = "1")
    private Recordings recordings = new Recordings();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where evaluation.html, .md and .json go (default: ${DEFAULT-VALUE}).",
            defaultValue = "evaluation")
    private Path out;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Stays that are played at once (default: the cores of this machine).")
    private int threads = Runtime.getRuntime().availableProcessors();

    /** One or the other. */
    static final class Recordings {

        @Option(
                names = "--data",
                paramLabel = "PATH",
                description = "A directory of recordings, or one file. May be given again.")
        private @Nullable List<Path> data;

        @ArgGroup(exclusive = false)
        private @Nullable Store store;
    }

    /** What is stored of the patients who are on a device. */
    static final class Store {

        @Option(
                names = "--from-store",
                required = true,
                description =
                        "What the running platform has stored of the patients who are on a device"
                                + " now.")
        private boolean fromStore;

        @Option(
                names = "--platform",
                paramLabel = "DIR",
                description =
                        "The data directory of the running platform (default: ${DEFAULT-VALUE}).",
                defaultValue = "${env:VITALWIRE_DATA:-data}")
        private Path platform = Path.of("data");

        @Option(
                names = "--unit",
                paramLabel = "UNIT",
                description = "Only patients of this care unit.")
        private @Nullable String unit;

        @Option(
                names = "--days",
                paramLabel = "N",
                description = "So many days back (default: ${DEFAULT-VALUE}).",
                defaultValue = "7")
        private int days = 7;
    }

    @Override
    public Integer call() throws IOException {
        List<Policy> wanted = policies.stream().map(this::policy).toList();
        PrintWriter say = spec.commandLine().getErr();
        List<DataReport> reports = new ArrayList<>();
        Evaluation evaluation = new Evaluation(wanted, Math.max(1, threads));
        try {
            for (StaySource source : sources()) {
                TerminalProgress progress = new TerminalProgress(source.name(), say);
                reports.add(evaluation.run(source, progress));
                progress.done();
            }
        } catch (UnreadableDataException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        EvaluationReport report = new EvaluationReport(commandLine(), reports);
        Path html = ReportFiles.write(Files.createDirectories(out), report);
        PrintWriter answer = spec.commandLine().getOut();
        reports.forEach(data -> print(data, answer));
        answer.println(html);
        answer.flush();
        return 0;
    }

    private Policy policy(String name) {
        try {
            return Files.isRegularFile(Path.of(name))
                    ? PolicyReader.read(Path.of(name))
                    : ShippedPolicies.ofId(name).policy();
        } catch (InvalidPolicyException | IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), name + ": " + e.getMessage(), e);
        }
    }

    private List<StaySource> sources() throws IOException {
        Store store = recordings.store;
        if (store != null && store.fromStore) {
            return List.of(
                    new StoredStays(
                            new Installation(store.platform),
                            InstantSource.system(),
                            store.days,
                            store.unit));
        }
        List<StaySource> sources = new ArrayList<>();
        for (Path path : recordings.data == null ? List.<Path>of() : recordings.data) {
            if (!Files.exists(path)) {
                throw new ParameterException(spec.commandLine(), path + " does not exist");
            }
            sources.add(RecordedData.at(path));
        }
        return sources;
    }

    private String commandLine() {
        return "./vitalwire "
                + String.join(" ", spec.commandLine().getParseResult().originalArgs());
    }

    private static void print(DataReport data, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%n%s: %d stays, %.1f patient-days, %d events%n",
                data.name(),
                data.stays(),
                data.hours() / 24.0,
                data.events());
        out.printf("%-44s %10s %22s %22s%n", "", "alerts/day", "events caught", "PPV");
        data.policies().forEach(policy -> policy.alerts().forEach(row -> print(row, out)));
        print(data.raw(), out);
        data.references().forEach(score -> score.rows().forEach(row -> print(row, out)));
    }

    private static void print(AlertFigures row, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%-44s %10.2f %22s %22s%n",
                row.name(),
                row.alertsPerDay(),
                row.caught().text(),
                row.usefulAlerts().text());
    }
}
