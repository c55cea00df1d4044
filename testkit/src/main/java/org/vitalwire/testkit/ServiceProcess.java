package org.vitalwire.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A program of ours in a JVM of its own, which a test may kill. Its output goes to a file; a
 * process still running when the test JVM ends is killed.
 */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(50);

    private final String name;
    private final Process process;
    private final Path output;

    private ServiceProcess(String name, Process process, Path output) {
        this.name = name;
        this.process = process;
        this.output = output;
    }

    /** A main class on the test's own class path. */
    public static Builder mainClass(Class<?> main) {
        return new Builder(
                main.getSimpleName(),
                List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    }

    /** An executable jar, such as a service's {@code -exec.jar}. */
    public static Builder jar(Path jar) {
        if (!Files.exists(jar)) {
            throw new IllegalArgumentException("no such jar, package it first: " + jar);
        }
        return new Builder(
                jar.getFileName().toString(), List.of("-jar", jar.toAbsolutePath().toString()));
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until a GET of the URL answers 200, which is what our readiness endpoints do. */
    public ServiceProcess awaitHealthy(String url, Duration atMost) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(2)).build();
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
            return await("healthy at " + url, atMost, () -> answersOk(client, request));
        }
    }

    /** Waits until the output holds the text. */
    public ServiceProcess awaitOutput(String text, Duration atMost) {
        return await("saying '" + text + "'", atMost, () -> output().contains(text));
    }

    /** All that it has printed so far, on both streams. */
    public String output() {
        try {
            return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path outputFile() {
        return output;
    }

    /** SIGKILL: no shutdown hook runs. Returns when the process is gone. */
    public void kill9() {
        process.destroyForcibly();
        awaitEnd(Duration.ofSeconds(30));
    }

    /**
     * SIGTERM, as an orchestrator sends it.
     *
     * @return the exit code: 143 after an orderly shutdown of a JVM
     * @throws AssertionError where it has not ended in time; it is killed then
     */
    public int terminate(Duration atMost) {
        process.destroy();
        return awaitEnd(atMost);
    }

    /** Waits for it to end by itself. */
    public int awaitEnd(Duration atMost) {
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw failure("did not end within " + atMost);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            throw new IllegalStateException(e);
        }
    }

    /** SIGTERM, and SIGKILL where that does not help within 30 s. */
    @Override
    public void close() {
        if (process.isAlive()) {
            terminate(Duration.ofSeconds(30));
        }
    }

    private ServiceProcess await(String what, Duration atMost, Condition condition) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.holds()) {
            if (!process.isAlive()) {
                throw failure("ended with " + process.exitValue() + " before it was " + what);
            }
            if (System.nanoTime() > deadline) {
                throw failure("was not " + what + " within " + atMost);
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        return this;
    }

    private AssertionError failure(String what) {
        List<String> lines = output().lines().toList();
        return new AssertionError(
                "%s %s; the end of its output (%s):%n%s"
                        .formatted(
                                name,
                                what,
                                output,
                                String.join(
                                        "\n",
                                        lines.subList(
                                                Math.max(0, lines.size() - 40), lines.size()))));
    }

    private static boolean answersOk(HttpClient client, HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // not up yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds();
    }

    /** What to start, and how. */
    public static final class Builder {

        private final String name;
        private final List<String> target;
        private final List<String> jvmArguments =
                new ArrayList<>(
                        List.of(
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow"));
        private final List<String> arguments = new ArrayList<>();
        private final Map<String, String> environment = new LinkedHashMap<>();

        private Builder(String name, List<String> target) {
            this.name = name;
            this.target = target;
        }

        /** For the JVM, before the class or jar: {@code -Xmx256m}. */
        public Builder jvmArguments(String... more) {
            jvmArguments.addAll(List.of(more));
            return this;
        }

        /** A system property; Spring Boot reads it as configuration. */
        public Builder property(String key, Object value) {
            jvmArguments.add("-D" + key + "=" + value);
            return this;
        }

        public Builder environment(String key, String value) {
            environment.put(key, value);
            return this;
        }

        public Builder arguments(String... more) {
            arguments.addAll(List.of(more));
            return this;
        }

        /** Starts it and returns at once: wait with {@link ServiceProcess#awaitHealthy}. */
        public ServiceProcess start() {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(jvmArguments);
            command.addAll(target);
            command.addAll(arguments);
            try {
                Path directory = TemporaryDirectory.create("process");
                Path output = directory.resolve("output.log");
                ProcessBuilder builder =
                        new ProcessBuilder(command)
                                .directory(directory.toFile())
                                .redirectErrorStream(true)
                                .redirectOutput(output.toFile());
                builder.environment().putAll(environment);
                Process process = builder.start();
                ShutdownTasks.add(process::destroyForcibly);
                return new ServiceProcess(name, process, output);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
