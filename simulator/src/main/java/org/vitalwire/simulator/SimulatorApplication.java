package org.vitalwire.simulator;

import java.net.URI;
import org.vitalwire.simulator.platform.TokenSource;
import org.vitalwire.simulator.replay.ReplayCommand;
import org.vitalwire.simulator.ward.SimulateCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code replay} and {@code simulate} against a platform anywhere; both need {@code --token}. */
@Command(
        name = "simulator",
        mixinStandardHelpOptions = true,
        description = "Simulated and recorded patients over real MQTT.")
public final class SimulatorApplication {

    private SimulatorApplication() {}

    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new SimulatorApplication());
        line.addSubcommand(new ReplayCommand(SimulatorApplication::noTokens));
        line.addSubcommand(new SimulateCommand(SimulatorApplication::noTokens));
        System.exit(line.execute(arguments));
    }

    private static TokenSource noTokens(URI url) {
        return role -> {
            throw new IllegalStateException("--token is needed");
        };
    }
}
