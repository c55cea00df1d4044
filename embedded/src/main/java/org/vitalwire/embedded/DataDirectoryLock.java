package org.vitalwire.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One process per data directory. The operating system drops the lock when its process dies,
 * however it dies, so a crash leaves nothing to clean up; the file stays, with the last holder's
 * process id.
 */
public final class DataDirectoryLock implements AutoCloseable {

    private static final String FILE = "vitalwire.lock";

    private final FileChannel channel;
    private final Path directory;

    private DataDirectoryLock(FileChannel channel, Path directory) {
        this.channel = channel;
        this.directory = directory;
    }

    /**
     * Takes the lock, creating the directory if need be.
     *
     * @throws InfrastructureException naming the process that holds it
     */
    public static DataDirectoryLock acquire(Path directory) {
        FileChannel channel = null;
        try {
            PrivateDirectory.create(directory);
            channel =
                    FileChannel.open(
                            directory.resolve(FILE),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                String holder = read(channel);
                channel.close();
                throw new InfrastructureException(
                        "data directory %s is in use by process %s; stop it, or choose another with --data"
                                .formatted(directory, holder.isEmpty() ? "unknown" : holder));
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(
                            Long.toString(ProcessHandle.current().pid())
                                    .getBytes(StandardCharsets.US_ASCII)),
                    0);
            channel.force(false);
            return new DataDirectoryLock(channel, directory);
        } catch (IOException e) {
            closeQuietly(channel, e);
            throw new InfrastructureException(
                    "data directory %s cannot be used: %s".formatted(directory, e.getMessage()), e);
        }
    }

    /** The process that holds the directory now, or empty where none does. */
    public static OptionalLong holder(Path directory) {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            return OptionalLong.empty();
        }
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            String pid = read(channel);
            return tryLock(channel) != null || pid.isEmpty()
                    ? OptionalLong.empty()
                    : OptionalLong.of(Long.parseLong(pid));
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    public Path directory() {
        return directory;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new InfrastructureException("cannot release " + directory, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // this very JVM holds it
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(32);
        channel.read(bytes, 0);
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).strip();
    }

    private static void closeQuietly(@Nullable FileChannel channel, IOException cause) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                cause.addSuppressed(e);
            }
        }
    }
}
