package org.vitalwire.standalone.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.id.DeviceId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code vitalwire device claim}: for a device that sets itself up. */
@Command(
        name = "claim",
        description = "Makes a secret that enrols one device once, and prints it this once.",
        mixinStandardHelpOptions = true)
final class DeviceClaimCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private Installation installation;

    @Parameters(paramLabel = "ID", description = "The id that the device will have.")
    private String id;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "MODEL",
            description = "A device model (GET /api/v1/device-models).")
    private String model;

    @Option(
            names = "--expires-in",
            paramLabel = "DURATION",
            description = "How long it can be used, ISO-8601 (default: a day).")
    private @Nullable Duration expiresIn;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Override
    public Integer call() {
        if (!DeviceId.isValid(id)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "an id is 1-64 of A-Za-z0-9._- and starts with a letter or digit");
        }
        Map<String, String> body = new LinkedHashMap<>();
        body.put("deviceId", id);
        body.put("model", model);
        if (expiresIn != null) {
            body.put("expiresIn", expiresIn.toString());
        }
        JsonNode made = OperatorRequest.post(installation, "/api/v1/claims", body);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(made.toString());
        } else {
            out.printf("claim     %s%n", made.path("claim").asString(""));
            out.printf("expiresAt %s%n", made.path("expiresAt").asString(""));
        }
        out.flush();
        return 0;
    }
}
