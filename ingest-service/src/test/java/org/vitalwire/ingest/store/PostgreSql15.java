package org.vitalwire.ingest.store;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The oldest PostgreSQL that we run on, from the archive that the build copies to {@link #JAR}: on
 * the class path it would hide the newest, whose archive has the same name.
 */
final class PostgreSql15 implements AutoCloseable {

    static final Path JAR = Path.of("target", "postgres-15", "binaries.jar");

    private final Path directory;
    private final Path programs;
    private final int port;

    private PostgreSql15(Path directory, Path programs, int port) {
        this.directory = directory;
        this.programs = programs;
        this.port = port;
    }

    static PostgreSql15 start() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("vitalwire-postgres-15-");
        PostgreSql15 server = new PostgreSql15(directory, unpacked(), freePort());
        server.run("initdb", "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--no-sync");
        // No local login: the temporary directory's rights and the loop-back keep others out.
        server.run(
                "pg_ctl",
                "-w",
                "-l",
                directory.resolve("server.log").toString(),
                "-o",
                "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
                        .formatted(server.port),
                "start");
        return server;
    }

    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("pg_ctl", "-m", "immediate", "stop");
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void run(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if ((Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0) {
            // PostgreSQL refuses to run as root.
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(programs.resolve("bin").resolve(program).toAbsolutePath().toString());
        command.addAll(List.of("-D", directory.resolve("data").toString()));
        command.addAll(List.of(arguments));
        Path output = directory.resolve(program + ".log");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                        .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(program + ": " + Files.readString(output));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Path unpacked() throws IOException {
        Path home = JAR.resolveSibling("home");
        if (Files.isDirectory(home)) {
            return home;
        }
        Path fresh = Files.createTempDirectory(JAR.getParent(), "unpacking-");
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (ZipFile jar = new ZipFile(JAR.toFile());
                InputStream archive =
                        new BufferedInputStream(
                                jar.getInputStream(new ZipEntry("postgres-linux-x86_64.txz")));
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                unpack(tar, entry, fresh.resolve(entry.getName()));
            }
        }
        return Files.move(fresh, home);
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path path)
            throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, path);
        if ((entry.getMode() & 0100) != 0) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
