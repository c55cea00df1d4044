package org.vitalwire.ehr.adt;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Listens for HL7 v2 over MLLP: a thread for each of the few senders, one message after the other,
 * each answered before the next is read.
 */
final class MllpReceiver implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(MllpReceiver.class);
    private static final int BEGIN = 0x0B;
    private static final int END = 0x1C;

    private final AdtSettings settings;
    private final ServerSocketFactory sockets;
    private final UnaryOperator<String> answer;
    private final Semaphore free;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private @Nullable ServerSocket listening;
    private @Nullable ExecutorService threads;
    private volatile boolean running;

    /**
     * @param answer to a message; returns once it is kept
     */
    MllpReceiver(AdtSettings settings, ServerSocketFactory sockets, UnaryOperator<String> answer) {
        this.settings = settings;
        this.sockets = sockets;
        this.answer = answer;
        this.free = new Semaphore(settings.maximumConnections());
    }

    int port() {
        return listening == null ? 0 : listening.getLocalPort();
    }

    @Override
    public void start() {
        try {
            ServerSocket socket = sockets.createServerSocket();
            socket.setReuseAddress(true);
            socket.bind(
                    new InetSocketAddress(InetAddress.getByName(settings.host()), settings.port()));
            listening = socket;
            running = true;
            ExecutorService started = Executors.newVirtualThreadPerTaskExecutor();
            threads = started;
            Thread.ofPlatform().daemon().name("ehr-adt").start(() -> accept(socket, started));
        } catch (IOException e) {
            throw new UncheckedIOException("MLLP cannot listen", e);
        }
        log.atInfo().addKeyValue("port", port()).log("listening for admission messages");
    }

    private void accept(ServerSocket socket, ExecutorService started) {
        while (running) {
            try {
                Socket sender = socket.accept();
                if (!free.tryAcquire()) {
                    log.atWarn().log("too many senders of admission messages");
                    sender.close();
                    continue;
                }
                open.add(sender);
                started.execute(() -> serve(sender));
            } catch (IOException e) {
                if (running) {
                    log.atWarn()
                            .addKeyValue("exception", e.getClass().getName())
                            .log("a sender of admission messages was not let in");
                }
            }
        }
    }

    private void serve(Socket sender) {
        try (sender) {
            sender.setSoTimeout(Math.toIntExact(settings.idleTimeout().toMillis()));
            InputStream in = new BufferedInputStream(sender.getInputStream());
            byte @Nullable [] message = next(in);
            while (running && message != null) {
                byte[] answered = answer.apply(text(message)).getBytes(StandardCharsets.UTF_8);
                ByteBuffer frame = ByteBuffer.allocate(answered.length + 3);
                frame.put((byte) BEGIN).put(answered).put((byte) END).put((byte) '\r');
                sender.getOutputStream().write(frame.array());
                sender.getOutputStream().flush();
                message = next(in);
            }
        } catch (IOException e) {
            log.atInfo()
                    .addKeyValue("exception", e.getClass().getName())
                    .log("connection of a sender of admission messages ended");
        } finally {
            open.remove(sender);
            free.release();
        }
    }

    /** Null at the end of the stream; what is between frames is skipped. */
    private byte @Nullable [] next(InputStream in) throws IOException {
        int octet = in.read();
        while (octet != BEGIN) {
            if (octet < 0) {
                return null;
            }
            octet = in.read();
        }
        ByteArrayOutputStream message = new ByteArrayOutputStream(1_024);
        octet = in.read();
        while (octet != END) {
            if (octet < 0) {
                throw new IOException("ended within a message");
            }
            if (message.size() >= settings.maximumFrame().toBytes()) {
                throw new IOException("a message that is too large");
            }
            message.write(octet);
            octet = in.read();
        }
        return message.toByteArray();
    }

    /** Many senders still write Latin-1 and do not say so. */
    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    @Override
    public void stop() {
        running = false;
        try {
            if (listening != null) {
                listening.close();
            }
            for (Socket sender : open) {
                sender.close();
            }
        } catch (IOException e) {
            log.atDebug().addKeyValue("exception", e.getClass().getName()).log("socket not closed");
        }
        if (threads != null) {
            // What is being applied is applied; its sender hears nothing and sends it again.
            threads.close();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
