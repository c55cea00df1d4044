package org.vitalwire.standalone.system;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The network between a browser and the platform, as a SOCKS 5 proxy. When it is cut nothing is
 * closed and nothing is refused: bytes are lost in both directions and connections hang, as behind
 * a dead access point.
 */
final class Cable implements AutoCloseable {

    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    Cable() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** As a browser takes it. */
    String address() {
        return "socks5://127.0.0.1:" + server.getLocalPort();
    }

    void cut() {
        cut = true;
    }

    /** What hung is closed; what is opened from now on gets through. */
    void mend() {
        sockets.forEach(Cable::closeQuietly);
        cut = false;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        mend();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket browser = keep(server.accept());
                Thread.ofVirtual().start(() -> serve(browser));
            } catch (IOException e) {
                // Closed: the test is over.
                return;
            }
        }
    }

    private void serve(Socket browser) {
        try {
            DataInputStream in = new DataInputStream(browser.getInputStream());
            OutputStream out = browser.getOutputStream();
            in.readByte();
            in.readNBytes(in.readUnsignedByte());
            out.write(new byte[] {5, 0});
            in.readNBytes(3);
            String host = host(in);
            int port = in.readUnsignedShort();
            if (cut) {
                // Never answered; whoever mends the cable closes it.
                return;
            }
            Socket platform = keep(new Socket(host, port));
            out.write(new byte[] {5, 0, 0, 1, 0, 0, 0, 0, 0, 0});
            Thread.ofVirtual().start(() -> pump(browser, platform));
            pump(platform, browser);
        } catch (IOException e) {
            closeQuietly(browser);
        }
    }

    private static String host(DataInputStream in) throws IOException {
        int kind = in.readUnsignedByte();
        return switch (kind) {
            case 1 -> InetAddress.getByAddress(in.readNBytes(4)).getHostAddress();
            case 3 -> new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.US_ASCII);
            case 4 -> InetAddress.getByAddress(in.readNBytes(16)).getHostAddress();
            default -> throw new IOException("address of kind " + kind);
        };
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[16_384];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (!cut) {
                    out.write(buffer, 0, read);
                }
            }
        } catch (IOException e) {
            // One end is gone: so is the other.
        } finally {
            if (!cut) {
                closeQuietly(from);
                closeQuietly(to);
            }
        }
    }

    private Socket keep(Socket socket) {
        sockets.removeIf(Socket::isClosed);
        sockets.add(socket);
        return socket;
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
