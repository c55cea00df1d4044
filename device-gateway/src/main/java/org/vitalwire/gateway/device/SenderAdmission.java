package org.vitalwire.gateway.device;

import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.failure.FailureCode;

/**
 * Whether whoever has shown a certificate in TLS is a device that may send, by whatever protocol.
 * Asked when it connects, and again and again while it is connected.
 */
@FunctionalInterface
public interface SenderAdmission {

    Judgement judge(@Nullable SSLSession session);

    /** What is said of a connection. */
    sealed interface Judgement {}

    /** It is this device's. */
    record MaySend(RegisteredDevice device) implements Judgement {}

    /**
     * @param name that the certificate proves, or that it proves none
     */
    record MayNot(String name, FailureCode code, String reason) implements Judgement {}
}
