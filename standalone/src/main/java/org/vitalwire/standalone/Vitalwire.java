package org.vitalwire.standalone;

import ch.qos.logback.classic.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vitalwire.embedded.InfrastructureException;
import org.vitalwire.simulator.replay.ReplayCommand;
import org.vitalwire.simulator.ward.SimulateCommand;
import org.vitalwire.standalone.command.DeviceCommand;
import org.vitalwire.standalone.command.DownCommand;
import org.vitalwire.standalone.command.EvaluateCommand;
import org.vitalwire.standalone.command.ExplainCommand;
import org.vitalwire.standalone.command.Installation;
import org.vitalwire.standalone.command.LoginsCommand;
import org.vitalwire.standalone.command.StatusCommand;
import org.vitalwire.standalone.command.TokenCommand;
import org.vitalwire.standalone.run.UpCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./vitalwire}. */
@Command(
        name = "vitalwire",
        description = "Vitalwire, an open-source Internet of Medical Things platform.",
        mixinStandardHelpOptions = true,
        version = "Vitalwire 0.1.0",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LoginsCommand.class,
            TokenCommand.class,
            DeviceCommand.class,
            ExplainCommand.class,
            EvaluateCommand.class
        })
public final class Vitalwire implements Runnable {

    @Spec private CommandSpec spec;

    private Vitalwire() {}

    public static void main(String[] arguments) {
        quietUntilConfigured();
        System.exit(commandLine().execute(arguments));
    }

    /** Logback says everything until Spring configures it, and a terminal is not a log. */
    private static void quietUntilConfigured() {
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)
                instanceof ch.qos.logback.classic.Logger root) {
            root.setLevel(Level.ERROR);
        }
    }

    static CommandLine commandLine() {
        Installation installation = new Installation();
        CommandLine line = new CommandLine(new Vitalwire());
        line.addSubcommand(played(new ReplayCommand(installation), installation));
        line.addSubcommand(played(new SimulateCommand(installation), installation));
        return line.setExecutionExceptionHandler((exception, command, parsed) -> {
            if (exception instanceof InfrastructureException) {
                command.getErr().println("vitalwire: " + exception.getMessage());
                return 1;
            }
            throw exception;
        });
    }

    /** A command of the simulator, which learns by {@code --data} where the platform is. */
    private static CommandLine played(Object command, Installation installation) {
        CommandLine line = new CommandLine(command);
        line.getCommandSpec()
                .addMixin("installation", CommandSpec.forAnnotatedObject(installation));
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command?");
    }
}
