package org.vitalwire.gateway.mqtt;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.gateway.mqtt.SessionStore.Session;

/**
 * Remembers which sessions are alive. The gateway keeps nothing in a session, but a client that is
 * told that its session is gone throws away what it has not been acknowledged for. So sessions
 * survive a kill of the gateway, too: the database is written behind the event loops' backs.
 */
final class Sessions implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Sessions.class);
    private static final long CLOSING_PATIENCE_SECONDS = 5;

    private final SessionStore store;
    private final InstantSource clock;
    private final String gateway;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();

    /** Newest state of each session that is not written yet: guarded by itself. */
    private final Map<String, Session> unwritten = new LinkedHashMap<>();

    private final ExecutorService writer =
            Executors.newSingleThreadExecutor(
                    Thread.ofVirtual().name("mqtt-session-writer").factory());

    Sessions(SessionStore store, InstantSource clock, String gateway) {
        this.store = store;
        this.clock = clock;
        this.gateway = gateway;
        store.all().forEach(session -> sessions.put(session.deviceId(), session));
    }

    /** Devices that were connected to this gateway when it ended without saying so. */
    List<String> leftConnected() {
        return sessions.values().stream()
                .filter(session -> session.connected() && session.gateway().equals(gateway))
                .map(Session::deviceId)
                .toList();
    }

    /** Returns whether the client goes on with a session that we remember. */
    boolean open(String deviceId, boolean clean, long expirySeconds) {
        Instant now = clock.instant();
        Session before = sessions.get(deviceId);
        put(new Session(deviceId, gateway, expirySeconds, true, now));
        return !clean && before != null && before.isAliveAt(now);
    }

    /** The connection is gone; the session begins to age. */
    void close(String deviceId, long expirySeconds) {
        put(new Session(deviceId, gateway, expirySeconds, false, clock.instant()));
    }

    /** The connection ended with a gateway that crashed; its session keeps its own expiry. */
    void closeUnlessOpen(String deviceId) {
        Session session = sessions.get(deviceId);
        if (session != null && session.connected()) {
            close(deviceId, session.expirySeconds());
        }
    }

    private void put(Session session) {
        sessions.put(session.deviceId(), session);
        synchronized (unwritten) {
            boolean idle = unwritten.isEmpty();
            unwritten.put(session.deviceId(), session);
            if (idle && !writer.isShutdown()) {
                writer.execute(this::writeAll);
            }
        }
    }

    private void writeAll() {
        for (Session session = next(); session != null; session = next()) {
            try {
                store.save(session);
            } catch (DataAccessException e) {
                // After a crash before the next write this client would be told that its session is
                // gone. It is not worth holding connections up for.
                log.atWarn()
                        .addKeyValue("deviceId", session.deviceId())
                        .addKeyValue("code", FailureCode.STORE_UNAVAILABLE)
                        .addKeyValue("cause", e.getClass().getSimpleName())
                        .log("session could not be written");
            }
        }
    }

    /**
     * Takes the oldest; where it was the last one, the next {@link #put} starts the writer again.
     */
    private @Nullable Session next() {
        synchronized (unwritten) {
            var first = unwritten.entrySet().iterator();
            if (!first.hasNext()) {
                return null;
            }
            Session session = first.next().getValue();
            first.remove();
            return session;
        }
    }

    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(CLOSING_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                writer.shutdownNow();
            }
        } catch (InterruptedException e) {
            writer.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
