package org.vitalwire.gateway.certificate;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** A private key and the certificate chain that proves it, leaf first. */
record KeyedCertificate(PrivateKey key, List<X509Certificate> chain) {

    KeyedCertificate {
        chain = List.copyOf(chain);
    }

    X509Certificate leaf() {
        return chain.getFirst();
    }

    /** Prints no key. */
    @Override
    public String toString() {
        return "KeyedCertificate[" + leaf().getSubjectX500Principal() + "]";
    }
}
