package org.vitalwire.gateway.certificate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The authority's key and certificate on disk. */
final class AuthorityFiles {

    private static final Logger log = LoggerFactory.getLogger(AuthorityFiles.class);
    private static final Duration VALIDITY = Duration.ofDays(10 * 365);

    private AuthorityFiles() {}

    /** Those that lie in the directory, else new ones. */
    static KeyedCertificate openOrCreate(Path directory, Instant now) {
        Path certificate = directory.resolve("ca.pem");
        Path key = directory.resolve("ca-key.pem");
        if (Files.exists(certificate)) {
            // Without its key a new authority would be made, and every device locked out.
            return new KeyedCertificate(Pem.privateKey(key), Pem.certificates(certificate));
        }
        KeyedCertificate authority =
                CertificateBuilder.authority("Vitalwire device authority", now, VALIDITY);
        try {
            Files.createDirectories(directory);
            // The certificate last: it is what says that the pair is whole.
            write(key, Pem.of(authority.key()), "rw-------");
            write(certificate, Pem.of(authority.leaf()), "rw-r--r--");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the device authority", e);
        }
        log.atInfo().addKeyValue("directory", directory).log("made a new device authority");
        return new KeyedCertificate(authority.key(), List.of(authority.leaf()));
    }

    private static void write(Path file, String text, String permissions) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(temporary);
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes =
                posix
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString(permissions))
                        }
                        : new FileAttribute<?>[0];
        // Never readable by others, not even for a moment.
        Files.createFile(temporary, attributes);
        Files.writeString(temporary, text);
        Files.move(
                temporary,
                file,
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
    }
}
