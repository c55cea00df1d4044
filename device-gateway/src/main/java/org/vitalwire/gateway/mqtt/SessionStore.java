package org.vitalwire.gateway.mqtt;

import java.time.Instant;
import java.util.List;

/** Where sessions outlive the gateway. */
interface SessionStore {

    /**
     * @param gateway replica that holds, or held, the connection
     * @param expirySeconds how long the session outlives it
     * @param at when it was opened or closed
     */
    record Session(
            String deviceId, String gateway, long expirySeconds, boolean connected, Instant at) {

        boolean isAliveAt(Instant now) {
            return connected
                    || expirySeconds >= Protocol.NO_EXPIRY
                    || now.isBefore(at.plusSeconds(expirySeconds));
        }
    }

    List<Session> all();

    void save(Session session);
}
