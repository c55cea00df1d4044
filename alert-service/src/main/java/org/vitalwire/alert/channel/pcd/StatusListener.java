package org.vitalwire.alert.channel.pcd;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.vitalwire.alert.channel.Receipts;
import org.vitalwire.kit.hl7.Hl7;
import org.vitalwire.kit.hl7.MllpFrame;

/**
 * Where the alert manager connects to say what has become of its alerts. Whoever may connect may
 * accept a page: with TLS both sides show certificates, and without it only this machine is heard.
 */
final class StatusListener implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(StatusListener.class);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss.SSSxx").withZone(ZoneOffset.UTC);
    private static final int MOST_CONNECTIONS = 16;
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

    private final ServerSocketFactory sockets;
    private final Pcd04Settings settings;
    private final Supplier<Receipts> receipts;
    private final InstantSource clock;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private volatile Optional<ServerSocket> server = Optional.empty();

    StatusListener(
            ServerSocketFactory sockets,
            Pcd04Settings settings,
            Supplier<Receipts> receipts,
            InstantSource clock) {
        this.sockets = sockets;
        this.settings = settings;
        this.receipts = receipts;
        this.clock = clock;
    }

    @Override
    public void start() {
        try {
            ServerSocket listening =
                    sockets.createServerSocket(
                            settings.listenPort().orElseThrow(),
                            MOST_CONNECTIONS,
                            InetAddress.getByName(settings.listenHost()));
            if (listening instanceof SSLServerSocket secured) {
                secured.setNeedClientAuth(true);
            }
            server = Optional.of(listening);
            Thread.ofVirtual().name("alert-pcd-05").start(() -> accept(listening));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen for alert status reports", e);
        }
    }

    /** Where it listens; 0 where it does not. */
    int port() {
        return server.map(ServerSocket::getLocalPort).orElse(0);
    }

    private void accept(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                if (connections.size() >= MOST_CONNECTIONS) {
                    socket.close();
                } else {
                    connections.add(socket);
                    Thread.ofVirtual().name("alert-pcd-05-connection").start(() -> serve(socket));
                }
            } catch (IOException e) {
                if (!listening.isClosed()) {
                    log.atWarn()
                            .addKeyValue("cause", e.getClass().getSimpleName())
                            .log("a connection of the alert manager was not taken");
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setSoTimeout(Math.toIntExact(LONGEST_SILENCE.toMillis()));
            InputStream in = new BufferedInputStream(socket.getInputStream());
            Optional<String> message = MllpFrame.read(in);
            while (message.isPresent()) {
                MllpFrame.write(socket.getOutputStream(), answer(message.get()));
                message = MllpFrame.read(in);
            }
        } catch (IOException e) {
            log.atInfo()
                    .addKeyValue("cause", e.getClass().getSimpleName())
                    .log("connection of the alert manager ended");
        } finally {
            connections.remove(socket);
        }
    }

    /** AA when it is kept, AE when it cannot be read, AR when it is to come again. */
    private String answer(String text) {
        Optional<Hl7> message = Hl7.read(text);
        Optional<StatusMessage> status = message.flatMap(StatusMessage::of);
        String code = status.isPresent() ? "AA" : "AE";
        if (status.isPresent()) {
            try {
                tell(status.get());
            } catch (RuntimeException e) {
                // The class only: messages of database exceptions quote values.
                log.atError()
                        .addKeyValue("exception", e.getClass().getName())
                        .log("alert status report was not kept");
                code = "AR";
            }
        }
        return acknowledgement(
                message.map(read -> Hl7.field(read.segment("MSH"), 10)).orElse(""), code);
    }

    private void tell(StatusMessage message) {
        Instant now = clock.instant();
        switch (message.status()) {
            case RECEIVED -> receipts.get().received(message.deliveryId(), now);
            case ACCEPTED -> receipts.get().accepted(message.deliveryId(), now);
            case REJECTED -> receipts.get().rejected(message.deliveryId(), now);
            case OTHER -> {
                // Without a receipt the next channel, and then the next person, is tried.
            }
        }
    }

    private String acknowledgement(String controlId, String code) {
        return "MSH|^~\\&|"
                + Hl7.escaped(settings.sendingApplication())
                + "|"
                + Hl7.escaped(settings.sendingFacility())
                + "|"
                + Hl7.escaped(settings.receivingApplication())
                + "|"
                + Hl7.escaped(settings.receivingFacility())
                + "|"
                + TIME.format(clock.instant())
                + "||ACK^R41^ACK|"
                + UUID.randomUUID()
                + "|P|2.6\rMSA|"
                + code
                + "|"
                + controlId
                + "\r";
    }

    @Override
    public void stop() {
        server.ifPresent(StatusListener::close);
        server = Optional.empty();
        connections.forEach(StatusListener::close);
    }

    @Override
    public boolean isRunning() {
        return server.isPresent();
    }

    private static void close(java.io.Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            log.atDebug().setCause(e).log("a socket did not close");
        }
    }
}
