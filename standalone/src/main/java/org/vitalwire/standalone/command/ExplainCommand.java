package org.vitalwire.standalone.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vitalwire.embedded.InfrastructureException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code vitalwire explain FILE}: what would become of a payload, asked of the platform. */
@Command(
        name = "explain",
        description = {
            "Decodes a payload step by step and stores nothing of it.",
            "Ends with 0 when anything of it would be stored, with 2 when all is refused."
        },
        mixinStandardHelpOptions = true)
public final class ExplainCommand implements Callable<Integer> {

    private static final int REFUSED = 2;

    @Spec private CommandSpec spec;
    @Mixin private Installation installation;

    @Parameters(paramLabel = "FILE", description = "The payload's bytes; - is the standard input.")
    private Path file;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "A device model (GET /api/v1/device-models); chooses the codec.")
    private @Nullable String model;

    @Option(
            names = "--device",
            paramLabel = "ID",
            description = "A registered device: whose patient is looked up.")
    private @Nullable String device;

    @Option(
            names = "--form",
            paramLabel = "FORM",
            description = "What stands behind readings/ in the topic, such as 2A37.")
    private @Nullable String form;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "When it came, ISO-8601 (default: now).")
    private @Nullable Instant at;

    @Option(
            names = "--property",
            paramLabel = "NAME=VALUE",
            description = "An MQTT user property beside the payload; may be given again.")
    private Map<String, String> properties = new LinkedHashMap<>();

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Override
    public Integer call() {
        if (model == null && device == null) {
            throw new ParameterException(spec.commandLine(), "name a --model or a --device");
        }
        JsonNode explained = ask(payload());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(
                    JsonMapper.shared()
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsString(explained));
        } else {
            new ExplanationText(out).print(explained);
        }
        out.flush();
        return explained.path("accepted").asBoolean() ? 0 : REFUSED;
    }

    private byte[] payload() {
        try {
            return file.toString().equals("-")
                    ? System.in.readAllBytes()
                    : Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "cannot read " + file, e);
        }
    }

    private JsonNode ask(byte[] payload) {
        String token = new Tokens(installation.url(), installation.secrets()).of("operator");
        HttpRequest request =
                HttpRequest.newBuilder(uri())
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/octet-stream")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(payload))
                        .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response =
                    http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode body = JsonMapper.shared().readTree(response.body());
            if (response.statusCode() != 200) {
                throw new InfrastructureException(
                        "%s (%s)"
                                .formatted(
                                        body.path("detail").asString("not explained"),
                                        body.path("code").asString("" + response.statusCode())));
            }
            return body;
        } catch (IOException | JacksonException e) {
            throw new InfrastructureException("the platform does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InfrastructureException("interrupted", e);
        }
    }

    private URI uri() {
        List<String> query = new ArrayList<>();
        add(query, "model", model);
        add(query, "device", device);
        add(query, "form", form);
        add(query, "at", at == null ? null : at.toString());
        properties.forEach((name, value) -> add(query, "property", name + "=" + value));
        return installation
                .url()
                .resolve("/api/v1/explain?" + query.stream().collect(Collectors.joining("&")));
    }

    private static void add(List<String> query, String name, @Nullable String value) {
        if (value != null) {
            query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }
}
