package org.vitalwire.ingest.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A disk whose size a test can change under the server that writes to it: a tmpfs. */
final class SmallDisk implements AutoCloseable {

    private static final long MEGABYTE = 1 << 20;
    private static final long ROOMY = 1_024 * MEGABYTE;

    private final Path folder;
    private final boolean mounted;

    private SmallDisk(Path folder, boolean mounted) {
        this.folder = folder;
        this.mounted = mounted;
    }

    /** An ordinary folder where this user may not mount. */
    static SmallDisk on(Path folder) throws IOException {
        Files.createDirectories(folder);
        boolean mounted =
                run(
                        List.of(
                                "mount",
                                "-t",
                                "tmpfs",
                                "-o",
                                "mode=0700,size=" + ROOMY,
                                "tmpfs",
                                folder.toString()));
        return new SmallDisk(folder, mounted);
    }

    Path folder() {
        return folder;
    }

    /** Whether there is a limit to set. */
    boolean isLimited() {
        return mounted;
    }

    /** From now on so much is free, and no more. */
    void leaveFree(long megabytes) throws IOException {
        FileStore store = Files.getFileStore(folder);
        long used = store.getTotalSpace() - store.getUnallocatedSpace();
        resize(used + megabytes * MEGABYTE);
    }

    void makeRoom() throws IOException {
        resize(ROOMY);
    }

    private void resize(long bytes) throws IOException {
        if (!run(List.of("mount", "-o", "remount,size=" + bytes, folder.toString()))) {
            throw new IOException("cannot change the size of " + folder);
        }
    }

    @Override
    public void close() {
        try {
            if (mounted && !run(List.of("umount", "-l", folder.toString()))) {
                throw new IOException("cannot unmount " + folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // no such program
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
