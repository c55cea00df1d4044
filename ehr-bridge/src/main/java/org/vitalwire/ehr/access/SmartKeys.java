package org.vitalwire.ehr.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our keys in their file. A file that somebody else replaces is read anew at the next use; one that
 * is faulty by then leaves the keys as they were.
 */
final class SmartKeys {

    private static final Logger log = LoggerFactory.getLogger(SmartKeys.class);

    private final Optional<Path> file;
    private final SmartKeySettings settings;
    private final InstantSource clock;
    private SmartKeyRing ring = SmartKeyRing.none();
    private @Nullable Stamp read;

    /** How a file is known to be the one that was read. */
    private record Stamp(FileTime changed, long size) {}

    /** Why keys were not rotated. */
    enum Obstacle {
        NO_FILE,
        UNDER_WAY,
        NOT_WRITABLE
    }

    /**
     * @throws IllegalArgumentException for a file that is faulty
     * @throws UncheckedIOException for one that cannot be read or made
     */
    SmartKeys(SmartKeySettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.file =
                settings.file().isEmpty()
                        ? Optional.empty()
                        : Optional.of(Path.of(settings.file()));
        file.ifPresent(path -> {
            try {
                if (Files.notExists(path) && settings.create() && !settings.isStore()) {
                    write(path, SmartKeyRing.first());
                }
                Stamp stamp = stamp(path);
                ring = read(path);
                read = stamp;
            } catch (IOException e) {
                throw new UncheckedIOException("the file of vitalwire.ehr.smart-keys", e);
            }
        });
    }

    boolean isConfigured() {
        return file.isPresent();
    }

    Duration cachedFor() {
        return settings.cachedFor();
    }

    synchronized SmartKeyRing ring() {
        file.ifPresent(this::readIfChanged);
        return ring;
    }

    private SmartKeyRing read(Path path) throws IOException {
        return settings.isStore()
                ? SmartKeyRing.parse(Files.readAllBytes(path), settings.password())
                : SmartKeyRing.parse(Files.readString(path));
    }

    private void readIfChanged(Path path) {
        try {
            Stamp stamp = stamp(path);
            if (!stamp.equals(read)) {
                // Also when it is faulty: once is enough to say so.
                read = stamp;
                ring = read(path);
                log.atInfo().addKeyValue("keys", ring.keys().size()).log("SMART keys read anew");
            }
        } catch (IOException | IllegalArgumentException e) {
            log.atError()
                    .addKeyValue("exception", e.getClass().getName())
                    .log("the file of SMART keys is faulty, those that were read before stay");
        }
    }

    /**
     * New keys, published now. They sign when everybody can know them.
     *
     * @param atOnce because the old ones are in somebody else's hands: the new keys sign from now
     *     on, the old ones are published no more
     * @return empty when it was done
     */
    synchronized Optional<Obstacle> rotate(boolean atOnce) {
        if (file.isEmpty()) {
            return Optional.of(Obstacle.NO_FILE);
        }
        if (settings.isStore()) {
            return Optional.of(Obstacle.NOT_WRITABLE);
        }
        SmartKeyRing current = ring();
        if (current.isRotating(clock.instant()) && !atOnce) {
            return Optional.of(Obstacle.UNDER_WAY);
        }
        List<SmartKey> fresh = current.algorithms().stream().map(SmartKey::generate).toList();
        // Only now: the keys took their time, in which nobody could know them.
        Instant now = clock.instant();
        SmartKeyRing rotated =
                atOnce
                        ? current.rotated(fresh, now, Duration.ZERO, Duration.ZERO)
                        : current.rotated(
                                fresh, now, settings.publishAhead(), settings.keepPublished());
        try {
            write(file.get(), rotated);
            read = stamp(file.get());
            ring = rotated;
            return Optional.empty();
        } catch (IOException e) {
            log.atWarn()
                    .addKeyValue("exception", e.getClass().getName())
                    .log("SMART keys could not be written, nothing was rotated");
            return Optional.of(Obstacle.NOT_WRITABLE);
        }
    }

    private static Stamp stamp(Path path) throws IOException {
        return new Stamp(Files.getLastModifiedTime(path), Files.size(path));
    }

    /** For our account's eyes only; the old file or the new one, never half of it. */
    private static void write(Path path, SmartKeyRing keys) throws IOException {
        Path directory = path.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        Path beside = Files.createTempFile(directory, ".smart-keys", ".tmp", onlyOurs());
        try {
            Files.writeString(beside, keys.json());
            Files.move(
                    beside,
                    path,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static FileAttribute<?>[] onlyOurs() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
