package org.vitalwire.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs initdb and pg_ctl. PostgreSQL refuses to run as root, so for root they run in a user
 * namespace of their own ({@code unshare -U}), where they are nobody but still own root's files.
 */
final class PostgresPrograms {

    private final Path home;
    private final List<String> prefix;

    PostgresPrograms(Path home) {
        this.home = home;
        this.prefix = prefix();
    }

    /**
     * @param output file that takes what the program prints; a server it starts keeps it open, so
     *     it can be no pipe
     * @throws InfrastructureException with the end of the output, where the program fails
     */
    void run(Path output, long timeoutSeconds, String program, List<String> arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
            // The user's PGDATA, PGPORT and so on must not steer our server; messages in English.
            builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
            builder.environment().put("LC_ALL", "C");
            builder.environment().put("TZ", "UTC");
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(timeoutSeconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new InfrastructureException(
                        "%s did not end within %d s; see %s"
                                .formatted(program, timeoutSeconds, output));
            }
            if (process.exitValue() != 0) {
                throw new InfrastructureException(
                        "%s ended with %d; the end of %s:%n%s"
                                .formatted(program, process.exitValue(), output, tail(output)));
            }
        } catch (IOException e) {
            throw new InfrastructureException(
                    "cannot run %s: %s".formatted(program, e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InfrastructureException("interrupted while running " + program, e);
        }
    }

    static String tail(Path file) {
        try {
            List<String> lines =
                    Files.exists(file)
                            ? Files.readAllLines(file, StandardCharsets.UTF_8)
                            : Collections.emptyList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
        } catch (IOException e) {
            return "(unreadable: " + e.getMessage() + ")";
        }
    }

    private static List<String> prefix() {
        if (!isRoot()) {
            return List.of();
        }
        try {
            Process probe =
                    new ProcessBuilder("unshare", "-U", "true")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (probe.waitFor() == 0) {
                return List.of("unshare", "-U");
            }
        } catch (IOException e) {
            throw cannotRunAsRoot(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cannotRunAsRoot(e);
        }
        throw cannotRunAsRoot(null);
    }

    private static InfrastructureException cannotRunAsRoot(@Nullable Exception cause) {
        String message =
                "PostgreSQL does not run as root, and user namespaces (unshare -U) are not allowed"
                        + " here: start as another user";
        return cause == null
                ? new InfrastructureException(message)
                : new InfrastructureException(message, cause);
    }

    private static boolean isRoot() {
        try {
            return Files.exists(Path.of("/proc/self"))
                    && ((Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid")) == 0;
        } catch (IOException e) {
            return "root".equals(System.getProperty("user.name"));
        }
    }
}
