package org.vitalwire.gateway.certificate;

import io.micrometer.core.instrument.Counter;
import io.netty.handler.ssl.OpenSslCachingX509KeyManagerFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** The gateway's side of TLS: who it is, and whom it lets in. */
public record TlsIdentity(KeyManagerFactory keys, TrustManager trust) {

    private static final char[] NO_PASSWORD = new char[0];

    static TlsIdentity of(
            KeyedCertificate server, List<X509Certificate> authorities, Counter refused) {
        try {
            return new TlsIdentity(keys(server), trust(authorities, refused));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS cannot be set up", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeyManagerFactory keys(KeyedCertificate server)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "server",
                server.key(),
                NO_PASSWORD,
                server.chain().toArray(X509Certificate[]::new));
        // "PKIX" would open the key store, ten thousand rounds of hashing, for each handshake.
        KeyManagerFactory factory =
                new OpenSslCachingX509KeyManagerFactory(KeyManagerFactory.getInstance("SunX509"));
        factory.init(store, NO_PASSWORD);
        return factory;
    }

    private static TrustManager trust(List<X509Certificate> authorities, Counter refused)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (int i = 0; i < authorities.size(); i++) {
            store.setCertificateEntry("authority-" + i, authorities.get(i));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager usual) {
                return new CountingTrustManager(usual, refused);
            }
        }
        throw new IllegalStateException("there is no X.509 trust manager");
    }
}
