package org.vitalwire.gateway.certificate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** TLS for where the gateway itself is a client. */
public final class ClientTls {

    private ClientTls() {}

    /**
     * @param authority PEM of whom the server is trusted from; null for the JVM's own authorities
     * @param certificate PEM of the client's certificate chain, null for none
     * @param key PEM of its key, null for none
     */
    public static SSLContext context(
            @Nullable Path authority, @Nullable Path certificate, @Nullable Path key) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    certificate == null || key == null ? null : keys(certificate, key),
                    authority == null ? null : trust(authority),
                    new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS cannot be set up", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TrustManager[] trust(Path authority)
            throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        int number = 0;
        for (X509Certificate trusted : Pem.certificates(authority)) {
            store.setCertificateEntry("authority-" + number++, trusted);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyManager[] keys(Path certificate, Path key)
            throws GeneralSecurityException, IOException {
        List<X509Certificate> chain = Pem.certificates(certificate);
        KeyStore store = empty();
        store.setKeyEntry(
                "client", Pem.privateKey(key), new char[0], chain.toArray(X509Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
