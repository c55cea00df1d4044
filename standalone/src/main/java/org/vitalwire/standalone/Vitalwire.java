package org.vitalwire.standalone;

import org.vitalwire.embedded.InfrastructureException;
import org.vitalwire.simulator.replay.ReplayCommand;
import org.vitalwire.simulator.fleet.SimulateCommand;
import org.vitalwire.standalone.command.DeviceCommand;
import org.vitalwire.standalone.command.DownCommand;
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
            ReplayCommand.class,
            SimulateCommand.class
        })
public final class Vitalwire implements Runnable {

    @Spec private CommandSpec spec;

    private Vitalwire() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Vitalwire())
                .setExecutionExceptionHandler(
                        (exception, command, parsed) -> {
                            if (exception instanceof InfrastructureException) {
                                command.getErr().println("vitalwire: " + exception.getMessage());
                                return 1;
                            }
                            throw exception;
                        });
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command?");
    }
}
