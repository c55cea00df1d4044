package org.vitalwire.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Probes TCP ports before a server is started on them, and finds free ones. */
public final class Ports {

    /**
     * Below Linux's ephemeral range (32768-60999). A port of that range may be taken by any
     * outgoing connection while its server is stopped; worse, a client that keeps connecting to it
     * can connect to itself and hold the port against the restart.
     */
    private static final int LOWEST = 15_000;

    private static final int HIGHEST = 32_000;
    private static final int ATTEMPTS = 500;
    private static final Set<Integer> HANDED_OUT = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /**
     * A port that is free on all addresses now, and that this JVM has not handed out before.
     * Another process may still take it before it is used.
     */
    public static int free() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (isFree(port) && HANDED_OUT.add(port)) {
                return port;
            }
        }
        throw new InfrastructureException(
                "no free port found between %d and %d".formatted(LOWEST, HIGHEST));
    }

    /** {@code port} itself, or a free one where it is 0. */
    public static int orFree(int port) {
        return port == 0 ? free() : port;
    }

    /** Whether a server could listen on the port, on all addresses and on loopback. */
    public static boolean isFree(int port) {
        return canListen(null, port) && canListen(InetAddress.getLoopbackAddress(), port);
    }

    /**
     * Fails with a message a user can act on when the port is taken.
     *
     * @param what what is to listen there, for the message: {@code "MQTT"}
     * @param option how the user chooses another: {@code "--mqtt-port"}
     */
    public static void requireFree(int port, String what, String option) {
        check(port, what, "choose another with " + option);
    }

    /**
     * The same for a server of this package, whose user may not choose the port at all.
     *
     * @param configured 0 where the port was picked for the user
     */
    static void requireFree(int port, String what, int configured) {
        check(port, what, configured == 0 ? "start again to get another" : "choose another for it");
    }

    private static void check(int port, String what, String remedy) {
        if (isFree(port)) {
            return;
        }
        String owner = PortOwner.of(port).map(" by "::concat).orElse("");
        throw new PortInUseException(
                port, "port %d (%s) is in use%s; %s".formatted(port, what, owner, remedy));
    }

    private static boolean canListen(@Nullable InetAddress address, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // Else the connections of a server just stopped (TIME_WAIT) would look like a server.
            socket.setReuseAddress(true);
            socket.bind(
                    address == null
                            ? new InetSocketAddress(port)
                            : new InetSocketAddress(address, port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
