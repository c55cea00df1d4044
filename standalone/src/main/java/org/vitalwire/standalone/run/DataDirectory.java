package org.vitalwire.standalone.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where everything of one installation lives. */
public record DataDirectory(Path root) {

    public DataDirectory {
        root = root.toAbsolutePath().normalize();
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    Path postgresql() {
        return root.resolve("postgresql");
    }

    Path certificateAuthority() {
        return root.resolve("ca");
    }

    Path streams() {
        return root.resolve("streams");
    }

    /** Certificates and keys of the devices that this machine plays. */
    public Path devices() {
        return root.resolve("devices");
    }

    /** Readable by the owner only. */
    public Path secrets() {
        return root.resolve("secrets");
    }

    Path log() {
        return root.resolve("logs/vitalwire.log");
    }

    /** Present while the platform is ready; holds its address. */
    public Path readyFile() {
        return root.resolve("run/ready.properties");
    }

    void createDirectories() {
        try {
            Files.createDirectories(root);
            for (Path directory :
                    new Path[] {secrets(), devices(), readyFile().getParent(), log().getParent()}) {
                Files.createDirectories(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + root, e);
        }
    }
}
