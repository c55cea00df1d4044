package org.vitalwire.gateway.mqtt;

import java.security.cert.X509Certificate;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.gateway.device.DeviceRegistry;
import org.vitalwire.gateway.device.DeviceTopics;
import org.vitalwire.gateway.device.RegisteredDevice;

/** Who may connect: the device whose name is in the certificate, if it is active, as itself. */
final class Admission {

    /** What is said of a certificate that names no possible device. */
    static final String NAMELESS = "unnamed";

    private final DeviceRegistry registry;

    Admission(DeviceRegistry registry) {
        this.registry = registry;
    }

    sealed interface Verdict {}

    record Admitted(RegisteredDevice device) implements Verdict {}

    /**
     * @param name that the certificate proves
     */
    record Refused(String name, FailureCode code, String reason) implements Verdict {}

    /**
     * @param name from the certificate
     * @param clientId null when the client leaves the choice to us
     * @param willTopic null when it has no will
     */
    Verdict judge(@Nullable String name, @Nullable String clientId, @Nullable String willTopic) {
        if (name == null || !DeviceId.isValid(name)) {
            return new Refused(
                    NAMELESS,
                    FailureCode.UNKNOWN_DEVICE,
                    "the certificate's common name is no device id");
        }
        if (clientId != null && !clientId.equals(name)) {
            return new Refused(
                    name,
                    FailureCode.IDENTITY_MISMATCH,
                    "the MQTT client id is not the name in the certificate");
        }
        RegisteredDevice device = registry.find(name);
        if (device == null) {
            return new Refused(
                    name, FailureCode.UNKNOWN_DEVICE, "no device of that name is registered");
        }
        if (!device.mayConnect()) {
            return new Refused(
                    name,
                    FailureCode.DEVICE_NOT_ACTIVE,
                    "the device is " + device.state().inWords());
        }
        if (willTopic != null && !willTopic.equals(DeviceTopics.status(name))) {
            return new Refused(
                    name,
                    FailureCode.FOREIGN_TOPIC,
                    "a will goes to the device's own status topic");
        }
        return new Admitted(device);
    }

    /** The common name that TLS has proven; null where there is none. */
    static @Nullable String provenName(@Nullable SSLSession session) {
        if (session == null) {
            return null;
        }
        try {
            if (!(session.getPeerCertificates()[0] instanceof X509Certificate certificate)) {
                return null;
            }
            String found = null;
            LdapName subject = new LdapName(certificate.getSubjectX500Principal().getName());
            for (Rdn rdn : subject.getRdns()) {
                if (rdn.size() == 1 && rdn.getType().equalsIgnoreCase("CN")) {
                    if (found != null) {
                        // Two names are no name: we could trust the one and log the other.
                        return null;
                    }
                    found = rdn.getValue().toString();
                }
            }
            return found;
        } catch (SSLPeerUnverifiedException | InvalidNameException e) {
            return null;
        }
    }
}
