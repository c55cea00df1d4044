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

/** {@code vitalwire device revoke}: a key was lost. */
@Command(
        name = "revoke",
        description = "Takes the validity of one of a device's certificates away.",
        mixinStandardHelpOptions = true)
final class DeviceRevokeCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private Installation installation;

    @Parameters(index = "0", paramLabel = "ID", description = "The device.")
    private String id;

    @Parameters(
            index = "1",
            paramLabel = "SERIAL",
            description = "Hexadecimal (openssl x509 -serial -noout -in device.crt).")
    private String serial;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    private String reason;

    @Override
    public Integer call() {
        if (!DeviceId.isValid(id) || !serial.matches("[0-9A-Fa-f]{1,64}")) {
            throw new ParameterException(
                    spec.commandLine(), "a device id and a hexadecimal serial number are needed");
        }
        OperatorRequest.post(
                installation,
                "/api/v1/devices/%s/certificates/%s/revoke".formatted(id, serial),
                Map.of("reason", reason));
        spec.commandLine().getOut().println("certificate " + serial + " of " + id + " is revoked");
        spec.commandLine().getOut().flush();
        return 0;
    }
}
