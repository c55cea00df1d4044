package org.vitalwire.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void busyPortIsNamedWithItsOwnerAndTheWayOut() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = socket.getLocalPort();

            assertThatThrownBy(() -> Ports.requireFree(port, "MQTT", "--mqtt-port"))
                    .isInstanceOf(PortInUseException.class)
                    .hasMessageStartingWith("port " + port + " (MQTT) is in use")
                    .hasMessageContaining("by process " + ProcessHandle.current().pid())
                    .hasMessageEndingWith("; choose another with --mqtt-port");
        }
    }

    @Test
    void portTakenOnAllAddressesIsBusyToo() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            assertThat(Ports.isFree(socket.getLocalPort())).isFalse();
        }
    }

    @Test
    void portOfAServerJustStoppedIsFreeDespiteItsOldConnections() throws IOException {
        int port = Ports.free();
        try (ServerSocket server = new ServerSocket(port)) {
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
                    Socket accepted = server.accept()) {
                accepted.close(); // the server's side closes first and so keeps TIME_WAIT
                assertThat(client.getInputStream().read()).isEqualTo(-1);
            }
        }

        Ports.requireFree(port, "Kafka", "--kafka-port");
    }

    @Test
    void freePortsLieBelowTheEphemeralRangeAndDoNotRepeat() {
        Set<Integer> ports = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            int port = Ports.free();
            assertThat(port).isBetween(1024, 32_767);
            assertThat(ports.add(port)).isTrue();
        }
    }
}
