package org.vitalwire.standalone.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vitalwire device ...}. */
@Command(
        name = "device",
        description = "Enrols devices.",
        mixinStandardHelpOptions = true,
        subcommands = DeviceAddCommand.class)
public final class DeviceCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command? there is: add");
    }
}
