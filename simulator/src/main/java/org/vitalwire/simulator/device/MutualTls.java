package org.vitalwire.simulator.device;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The TLS context of a device: its own key and certificate, and the one authority it trusts. */
public final class MutualTls {

    private static final char[] NO_PASSWORD = new char[0];

    private MutualTls() {}

    public static SSLContext context(EnrolledDevice device)
            throws IOException, GeneralSecurityException {
        KeyStore keys = emptyStore();
        keys.setKeyEntry(
                "device",
                DeviceKeyStore.readKey(device.keyFile()),
                NO_PASSWORD,
                certificates(device.certFile()).toArray(new Certificate[0]));
        KeyManagerFactory keyManagers =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(keys, NO_PASSWORD);

        KeyStore trusted = emptyStore();
        int number = 0;
        for (Certificate authority : certificates(device.caFile())) {
            trusted.setCertificateEntry("ca" + number++, authority);
        }
        TrustManagerFactory trustManagers =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trustManagers.init(trusted);

        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
        return context;
    }

    static Collection<? extends Certificate> certificates(Path file)
            throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in);
        }
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
