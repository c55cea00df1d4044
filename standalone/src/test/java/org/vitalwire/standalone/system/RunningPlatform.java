package org.vitalwire.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.vitalwire.embedded.DataDirectoryLock;
import org.vitalwire.embedded.Ports;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A platform started by the real launcher, with its own data and ports. */
final class RunningPlatform implements AutoCloseable {

    /** What a command said. */
    record Said(int exit, String out, String err) {}

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Path LAUNCHER = Path.of("..", "vitalwire").toAbsolutePath().normalize();

    private final Path data;
    private final int httpPort = Ports.free();
    private final int mqttPort = Ports.free();
    private final List<String> upOptions;
    private final Map<String, String> tokens = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();

    RunningPlatform(Path data, String... upOptions) {
        this.data = data;
        this.upOptions = List.of(upOptions);
    }

    /** Told to every command. */
    RunningPlatform with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    RunningPlatform up() {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "up",
                                "--background",
                                "--data",
                                data.toString(),
                                "--http-port",
                                Integer.toString(httpPort),
                                "--mqtt-port",
                                Integer.toString(mqttPort)));
        command.addAll(upOptions);
        Said said = run(command.toArray(String[]::new));
        assertThat(said.exit()).as(said.out() + said.err()).isZero();
        return this;
    }

    /** {@code ./vitalwire ...} on this platform's data. */
    Said run(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(LAUNCHER.toString());
        command.addAll(Arrays.asList(arguments));
        try {
            Path out = Files.createTempFile("vitalwire", ".out");
            Path err = Files.createTempFile("vitalwire", ".err");
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile());
            builder.environment().put("VITALWIRE_DATA", data.toString());
            builder.environment().put("VITALWIRE_BUILD", "never");
            // It lives for minutes: the better compiler would cost more than it gives back.
            builder.environment().put("VITALWIRE_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
            builder.environment().putAll(environment);
            Process process = builder.start();
            assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
            return new Said(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String token(String role) {
        return tokens.computeIfAbsent(
                role,
                wanted -> {
                    Said said = run("token", wanted);
                    assertThat(said.exit()).as(said.err()).isZero();
                    return said.out().strip();
                });
    }

    JsonNode get(String role, String path) {
        HttpResponse<String> response = send(role, "GET", path, null);
        assertThat(response.statusCode()).as(path + " " + response.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(response.body());
    }

    int status(@Nullable String role, String method, String path, @Nullable String body) {
        return send(role, method, path, body).statusCode();
    }

    HttpResponse<String> send(
            @Nullable String role, String method, String path, @Nullable String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url(path))
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body))
                        .header("Content-Type", "application/json");
        if (role != null) {
            request.header("Authorization", "Bearer " + token(role));
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    URI url(String path) {
        return URI.create("http://localhost:" + httpPort + path);
    }

    Path data() {
        return data;
    }

    int mqttPort() {
        return mqttPort;
    }

    long pid() {
        OptionalLong holder = DataDirectoryLock.holder(data);
        assertThat(holder).isPresent();
        return holder.getAsLong();
    }

    /** As a power switch would: nothing is told. */
    void kill9() {
        ProcessHandle process = ProcessHandle.of(pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    String log() {
        try {
            return Files.readString(data.resolve("logs/vitalwire.log"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        run("down");
    }
}
