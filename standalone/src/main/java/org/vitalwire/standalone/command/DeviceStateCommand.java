package org.vitalwire.standalone.command;

import java.util.Map;
import java.util.concurrent.Callable;
import org.vitalwire.contracts.id.DeviceId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vitalwire device suspend|activate|retire}: one step of a device's life. */
abstract class DeviceStateCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private Installation installation;

    @Parameters(paramLabel = "ID", description = "The device.")
    private String id;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    private String reason;

    private final String action;

    DeviceStateCommand(String action) {
        this.action = action;
    }

    @Command(
            name = "suspend",
            description = "Keeps a device out until it is activated; its session ends.",
            mixinStandardHelpOptions = true)
    static final class Suspend extends DeviceStateCommand {
        Suspend() {
            super("suspend");
        }
    }

    @Command(
            name = "activate",
            description = "Lets a suspended device in again.",
            mixinStandardHelpOptions = true)
    static final class Activate extends DeviceStateCommand {
        Activate() {
            super("activate");
        }
    }

    @Command(
            name = "retire",
            description = "Takes a device out of service for good.",
            mixinStandardHelpOptions = true)
    static final class Retire extends DeviceStateCommand {
        Retire() {
            super("retire");
        }
    }

    @Override
    public Integer call() {
        if (!DeviceId.isValid(id)) {
            throw new ParameterException(spec.commandLine(), "no device has such an id");
        }
        String state =
                OperatorRequest.post(
                                installation,
                                "/api/v1/devices/%s/%s".formatted(id, action),
                                Map.of("reason", reason))
                        .path("state")
                        .asString("");
        spec.commandLine().getOut().println(id + " is " + state);
        spec.commandLine().getOut().flush();
        return 0;
    }
}
