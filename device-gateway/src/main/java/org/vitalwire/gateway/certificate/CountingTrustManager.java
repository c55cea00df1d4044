package org.vitalwire.gateway.certificate;

import io.micrometer.core.instrument.Counter;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The usual checks (a trusted chain, within its time, meant for clients), and a trace of each
 * refusal: the MQTT server itself never hears of a connection that failed in TLS.
 */
final class CountingTrustManager extends X509ExtendedTrustManager {

    private static final Logger audit = LoggerFactory.getLogger("audit");

    private final X509ExtendedTrustManager usual;
    private final Counter refused;

    CountingTrustManager(X509ExtendedTrustManager usual, Counter refused) {
        this.usual = usual;
        this.refused = refused;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        try {
            usual.checkClientTrusted(chain, authType, engine);
        } catch (CertificateException e) {
            throw refused(e);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        try {
            usual.checkClientTrusted(chain, authType, socket);
        } catch (CertificateException e) {
            throw refused(e);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        try {
            usual.checkClientTrusted(chain, authType);
        } catch (CertificateException e) {
            throw refused(e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        usual.checkServerTrusted(chain, authType, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        usual.checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        usual.checkServerTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return usual.getAcceptedIssuers();
    }

    /** The name in an untrusted certificate is anybody's claim, so it stays out of the log. */
    private CertificateException refused(CertificateException e) {
        refused.increment();
        audit.atWarn()
                .addKeyValue("action", "refuse-certificate")
                .addKeyValue("cause", e.getClass().getSimpleName())
                .log("device certificate refused");
        return e;
    }
}
