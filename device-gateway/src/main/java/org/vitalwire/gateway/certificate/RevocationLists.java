package org.vitalwire.gateway.certificate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.cert.CRLException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lists in which other authorities say what they have revoked: files, in PEM or DER, that
 * somebody else replaces. Each is believed only where a trusted authority has signed it.
 */
public final class RevocationLists {

    private static final Logger log = LoggerFactory.getLogger(RevocationLists.class);

    private final List<Path> files;
    private final List<X509Certificate> authorities;
    private final InstantSource clock;
    private final Map<Path, Loaded> lists = new ConcurrentHashMap<>();

    private record Loaded(FileTime modified, X509CRL list) {}

    /** Reads all files: one that is not right stops the start. */
    RevocationLists(List<Path> files, List<X509Certificate> authorities, InstantSource clock) {
        this.files = List.copyOf(files);
        this.authorities = List.copyOf(authorities);
        this.clock = clock;
        for (Path file : files) {
            try {
                lists.put(file, read(file));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file, e);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(file + " is no list of a trusted authority", e);
            }
        }
    }

    public boolean isRevoked(X509Certificate certificate) {
        return lists.values().stream()
                .map(Loaded::list)
                .anyMatch(list ->
                        list.getIssuerX500Principal().equals(certificate.getIssuerX500Principal())
                                && list.isRevoked(certificate));
    }

    /** Reads files that were replaced. What cannot be read leaves the list as it was. */
    public void reread() {
        for (Path file : files) {
            @Nullable Loaded before = lists.get(file);
            try {
                if (before == null || !Files.getLastModifiedTime(file).equals(before.modified())) {
                    lists.put(file, read(file));
                    log.atInfo().addKeyValue("file", file).log("revocation list read again");
                }
            } catch (IOException | GeneralSecurityException e) {
                log.atWarn()
                        .addKeyValue("file", file)
                        .addKeyValue("cause", e.getClass().getSimpleName())
                        .log("revocation list cannot be read, the one before stays in force");
            }
        }
    }

    private Loaded read(Path file) throws IOException, GeneralSecurityException {
        FileTime modified = Files.getLastModifiedTime(file);
        try (InputStream in = Files.newInputStream(file)) {
            X509CRL list = (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(in);
            requireSigned(list);
            Instant next = list.getNextUpdate() == null ? null : list.getNextUpdate().toInstant();
            if (next != null && next.isBefore(clock.instant())) {
                log.atWarn()
                        .addKeyValue("file", file)
                        .addKeyValue("nextUpdate", next)
                        .log("revocation list is out of date");
            }
            return new Loaded(modified, list);
        }
    }

    private void requireSigned(X509CRL list) throws GeneralSecurityException {
        for (X509Certificate authority : authorities) {
            if (authority.getSubjectX500Principal().equals(list.getIssuerX500Principal())) {
                try {
                    list.verify(authority.getPublicKey());
                    return;
                } catch (GeneralSecurityException e) {
                    log.atDebug().log("another authority of the same name");
                }
            }
        }
        throw new CRLException("not signed by a trusted authority");
    }
}
