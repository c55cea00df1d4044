package org.vitalwire.standalone.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vitalwire device ...}. */
@Command(
        name = "device",
        description = "Enrols devices, and what comes after.",
        mixinStandardHelpOptions = true,
        subcommands = {
            DeviceAddCommand.class,
            DeviceClaimCommand.class,
            DeviceStateCommand.Suspend.class,
            DeviceStateCommand.Activate.class,
            DeviceStateCommand.Retire.class,
            DeviceRevokeCommand.class
        })
public final class DeviceCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "which command? there are: add, claim, suspend, activate, retire, revoke");
    }
}
