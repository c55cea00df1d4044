package org.vitalwire.kit.hl7;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.SocketFactory;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Whom we send messages to: one connection, which is kept, and one message on it at a time, as MLLP
 * has it. After a failure the connection is thrown away, for an answer that comes late would be
 * taken for the next message's.
 */
public final class MllpPeer implements AutoCloseable {

    private record Connection(Socket socket, TimedInput timed, InputStream in) {}

    private final SocketFactory sockets;
    private final String host;
    private final int port;
    private final Duration timeout;
    private final ReentrantLock turn = new ReentrantLock();
    private @Nullable Connection kept;

    public MllpPeer(SocketFactory sockets, String host, int port, Duration timeout) {
        this.sockets = sockets;
        this.host = host;
        this.port = port;
        this.timeout = timeout;
    }

    /**
     * Sends a message and returns the answer, all within the timeout.
     *
     * @throws SocketTimeoutException when it is over; the message may have arrived
     */
    public String ask(String message) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        if (!turn.tryLock(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new SocketTimeoutException("others are waiting for their answers");
        }
        try {
            Connection connection = kept;
            if (connection != null) {
                try {
                    return exchange(connection, message, deadline);
                } catch (SocketTimeoutException e) {
                    throw e;
                } catch (IOException _) {
                    // It was closed while nothing was said on it; a new one tells whether it is us.
                }
            }
            return exchange(connect(deadline), message, deadline);
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("stopped while waiting for an answer");
            }
            throw e;
        } finally {
            turn.unlock();
        }
    }

    private String exchange(Connection connection, String message, long deadline)
            throws IOException {
        boolean answered = false;
        try {
            connection.timed().until(deadline);
            MllpFrame.write(connection.socket().getOutputStream(), message);
            String answer =
                    MllpFrame.read(connection.in())
                            .orElseThrow(() -> new EOFException("closed without an answer"));
            answered = true;
            kept = connection;
            return answer;
        } finally {
            if (!answered) {
                kept = null;
                connection.socket().close();
            }
        }
    }

    private Connection connect(long deadline) throws IOException {
        Socket socket = sockets.createSocket();
        try {
            if (socket instanceof SSLSocket secured) {
                SSLParameters parameters = secured.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                secured.setSSLParameters(parameters);
            }
            socket.connect(new InetSocketAddress(host, port), millisUntil(deadline));
            socket.setSoTimeout(millisUntil(deadline));
            socket.setTcpNoDelay(true);
            if (socket instanceof SSLSocket secured) {
                secured.startHandshake();
            }
            TimedInput timed = new TimedInput(socket, deadline);
            return new Connection(socket, timed, new BufferedInputStream(timed));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Each read has what is left of the time: an answer that trickles has no more of it. */
    private static final class TimedInput extends InputStream {

        private final Socket socket;
        private final InputStream in;
        private long deadline;

        TimedInput(Socket socket, long deadline) throws IOException {
            this.socket = socket;
            this.in = socket.getInputStream();
            this.deadline = deadline;
        }

        void until(long newDeadline) {
            deadline = newDeadline;
        }

        @Override
        public int read() throws IOException {
            socket.setSoTimeout(millisUntil(deadline));
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            socket.setSoTimeout(millisUntil(deadline));
            return in.read(bytes, from, length);
        }
    }

    private static int millisUntil(long deadline) throws SocketTimeoutException {
        long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (millis <= 0) {
            throw new SocketTimeoutException("the time is over");
        }
        return Math.toIntExact(millis);
    }

    @Override
    public void close() throws IOException {
        turn.lock();
        try {
            if (kept != null) {
                kept.socket().close();
                kept = null;
            }
        } finally {
            turn.unlock();
        }
    }
}
