package org.vitalwire.ehr.delivery;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Files {@code chart-00000001.ndjson} and so on. The one that grows is called {@code .part}: who
 * loads them takes the others, which never change. A line is whole or not there.
 */
final class NdjsonFiles {

    private static final String PREFIX = "chart-";
    private static final String CLOSED = ".ndjson";
    private static final String GROWING = ".ndjson.part";
    private static final int LONGEST_LOOK_BACK = 64 * 1024;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path directory;
    private final long rotateAt;

    NdjsonFiles(Path directory, DataSize rotateAt) {
        this.directory = directory;
        this.rotateAt = rotateAt.toBytes();
    }

    /** By what a line is known again. */
    record Revision(String id, String version) {}

    /** Work on the file that grows, while no other process has the directory. */
    interface Work<T> {
        T with(Growing file) throws IOException;
    }

    /** Empty where another process is at work in the directory; what it wrote is seen later. */
    <T> Optional<T> write(boolean mayRotate, Work<T> work) throws IOException {
        try (FileChannel guard =
                FileChannel.open(
                        directory.resolve(".lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE)) {
            @Nullable FileLock lock = tryLock(guard);
            if (lock == null) {
                return Optional.empty();
            }
            try (lock;
                    Growing file = open(mayRotate)) {
                return Optional.of(work.with(file));
            }
        }
    }

    private static @Nullable FileLock tryLock(FileChannel guard) throws IOException {
        try {
            return guard.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private Growing open(boolean mayRotate) throws IOException {
        Optional<Path> growing = newest(GROWING);
        if (growing.isPresent() && mayRotate && Files.size(growing.get()) >= rotateAt) {
            close(growing.get());
            growing = Optional.empty();
        }
        if (growing.isPresent()) {
            return new Growing(growing.get());
        }
        long number = newest(CLOSED).map(NdjsonFiles::number).orElse(0L) + 1;
        Path fresh = directory.resolve("%s%08d%s".formatted(PREFIX, number, GROWING));
        Growing file = new Growing(fresh);
        syncDirectory();
        return file;
    }

    private void close(Path growing) throws IOException {
        String name = growing.getFileName().toString();
        Files.move(
                growing,
                directory.resolve(name.substring(0, name.length() - ".part".length())),
                StandardCopyOption.ATOMIC_MOVE);
        syncDirectory();
    }

    private Optional<Path> newest(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(
                            file -> {
                                String name = file.getFileName().toString();
                                return name.startsWith(PREFIX) && name.endsWith(suffix);
                            })
                    .max(Comparator.comparingLong(NdjsonFiles::number));
        }
    }

    private static long number(Path file) {
        return Long.parseLong(
                file.getFileName().toString().substring(PREFIX.length()).split("\\.", 2)[0]);
    }

    /** That a file is there must survive a crash, too. */
    private void syncDirectory() throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** The file that grows, without what a crash had left of a line at its end. */
    static final class Growing implements AutoCloseable {

        private final Path path;
        private final FileChannel channel;

        private Growing(Path path) throws IOException {
            this.path = path;
            this.channel =
                    FileChannel.open(
                            path,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            try {
                channel.truncate(endOfLastLine());
                channel.position(channel.size());
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        }

        private long endOfLastLine() throws IOException {
            long end = channel.size();
            while (end > 0) {
                int length = (int) Math.min(LONGEST_LOOK_BACK, end);
                ByteBuffer bytes = ByteBuffer.allocate(length);
                while (bytes.hasRemaining()
                        && channel.read(bytes, end - length + bytes.position()) >= 0) {
                    // Until all of it is read.
                }
                for (int i = bytes.position() - 1; i >= 0; i--) {
                    if (bytes.get(i) == '\n') {
                        return end - length + i + 1;
                    }
                }
                end -= length;
            }
            return 0;
        }

        /** Which of these are in the file. */
        Set<Revision> present(Set<Revision> wanted) throws IOException {
            Set<Revision> found = new HashSet<>();
            if (wanted.isEmpty()) {
                return found;
            }
            try (BufferedReader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    Revision there = revision(line);
                    if (wanted.contains(there)) {
                        found.add(there);
                    }
                }
            }
            return found;
        }

        private static Revision revision(String line) {
            JsonNode resource = JSON.readTree(line);
            return new Revision(
                    resource.path("id").asString(""),
                    resource.path("meta").path("versionId").asString(""));
        }

        /** From its return on the lines, and all before them, are on the disk. */
        void append(List<String> lines) throws IOException {
            if (!lines.isEmpty()) {
                ByteBuffer bytes =
                        ByteBuffer.wrap(
                                (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
            channel.force(true);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
