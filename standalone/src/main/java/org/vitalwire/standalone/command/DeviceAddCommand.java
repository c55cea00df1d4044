package org.vitalwire.standalone.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.simulator.device.EnrolledDevice;
import org.vitalwire.simulator.platform.VitalwireApiException;
import org.vitalwire.simulator.platform.VitalwireClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code vitalwire device add}: the key is made here and never leaves this machine. */
@Command(
        name = "add",
        description = "Enrols a device and prints where its certificate lies.",
        mixinStandardHelpOptions = true)
public final class DeviceAddCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private Installation installation;

    @Parameters(paramLabel = "ID", description = "The device's id; its MQTT client id must be it.")
    private String id;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "MODEL",
            description = "A device model, such as bedside-monitor (GET /api/v1/device-models).")
    private String model;

    @Option(
            names = "--patient",
            paramLabel = "PID",
            description = "Puts the device on the patient.")
    private @Nullable String patient;

    @Option(names = "--bed", paramLabel = "BED", description = "The bed where it stands.")
    private @Nullable String bed;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Since when it is on the patient, ISO-8601 (default: now).")
    private @Nullable Instant from;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Override
    public Integer call() {
        requireValid();
        Path keys = installation.directory().devices();
        try (VitalwireClient client =
                new VitalwireClient(installation.url(), installation.tokens())) {
            EnrolledDevice device = client.enrol(id, model, keys);
            if (patient != null) {
                client.associate(id, patient, bed, from == null ? Instant.now() : from);
            }
            print(device);
            return 0;
        } catch (VitalwireApiException e) {
            spec.commandLine().getErr().println("vitalwire: " + e.getMessage());
            return 1;
        }
    }

    private void requireValid() {
        if (!DeviceId.isValid(id) || (patient != null && !PatientId.isValid(patient))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "an id is 1-64 of A-Za-z0-9._- and starts with a letter or digit");
        }
    }

    private void print(EnrolledDevice device) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("id", device.id());
        facts.put("caFile", device.caFile().toAbsolutePath().toString());
        facts.put("certFile", device.certFile().toAbsolutePath().toString());
        facts.put("keyFile", device.keyFile().toAbsolutePath().toString());
        facts.put("topic", device.topic());
        facts.put("host", device.host());
        facts.put("port", device.port());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.shared().writeValueAsString(facts));
        } else {
            facts.forEach((name, value) -> out.printf("%-9s %s%n", name, value));
        }
        out.flush();
    }
}
