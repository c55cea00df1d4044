package org.vitalwire.alert.channel.pcd;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.hl7v2.AcknowledgmentCode;
import ca.uhn.hl7v2.model.v26.message.ORU_R01;
import ca.uhn.hl7v2.util.Terser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vitalwire.alert.channel.Message;
import org.vitalwire.alert.channel.Messages;
import org.vitalwire.alert.channel.Outcome;
import org.vitalwire.alert.channel.Receipts;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.kit.hl7.Hl7;
import org.vitalwire.kit.hl7.MllpFrame;
import org.vitalwire.kit.hl7.MllpPeer;
import org.vitalwire.testkit.MutableClock;
import org.vitalwire.testkit.TestCertificates;

/** Over MLLP, with and without TLS, to an alert manager made of HAPI, and back from it. */
class Pcd04IT {

    private static final Pcd04Settings SETTINGS =
            new Pcd04Settings(
                    "127.0.0.1",
                    2575,
                    Optional.empty(),
                    "127.0.0.1",
                    Optional.of(0),
                    "VITALWIRE",
                    "HOSPITAL",
                    "ALERTS",
                    "");

    private static AlertManager manager;

    private final MutableClock clock = MutableClock.at("2026-11-23T14:05:00Z");
    private final List<String> said = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() {
        manager = new AlertManager(Optional.empty());
    }

    @AfterAll
    static void stop() {
        manager.close();
    }

    @BeforeEach
    void forget() {
        manager.forget();
    }

    @Test
    void alertManagerReadsThePageWithItsFacetsInOrder() throws Exception {
        Message page = Messages.high("SpO2 low", "Pulse | high ^ & ~ \\ x");
        try (Pcd04Channel channel = channel(manager.port())) {
            assertThat(channel.send(page, "nina"))
                    .isEqualTo(new Outcome.Sent(page.deliveryId().toString()));

            assertThat(manager.reported()).hasSize(1);
            // Its structure is that of R01, which is the one that the library knows.
            ORU_R01 structured =
                    (ORU_R01)
                            manager.parse(
                                    manager.reported()
                                            .getFirst()
                                            .encode()
                                            .replace("ORU_R40", "ORU_R01"));
            assertThat(structured.getPATIENT_RESULTReps()).isEqualTo(1);
            assertThat(structured.getPATIENT_RESULT().getORDER_OBSERVATIONReps()).isEqualTo(2);
            assertThat(structured.getPATIENT_RESULT().getORDER_OBSERVATION(1).getOBSERVATIONReps())
                    .isEqualTo(7);
            Terser report = new Terser(manager.reported().getFirst());
            assertThat(report.get("/MSH-9-1")).isEqualTo("ORU");
            assertThat(report.get("/MSH-10")).isEqualTo(page.deliveryId().toString());
            assertThat(report.get("/MSH-11")).isEqualTo("P");
            assertThat(report.get("/MSH-21-1")).isEqualTo("IHE_PCD_ACM_001");
            assertThat(report.get("/.PID-3-1")).isNull();
            assertThat(report.get("/.PID-5-1")).isNull();
            assertThat(report.get("/.PV1-3-1")).isEqualTo("ward-a");
            assertThat(report.get("/.PV1-3-3")).isEqualTo("3");
            assertThat(report.get("/.OBR-3-1")).isEqualTo(page.deliveryId() + ".1");
            assertThat(report.get("/.OBR-4-1")).isEqualTo("196616");
            assertThat(report.get("/.OBR-7")).isEqualTo("20261123140320.000+0000");
        }
        List<List<String>> facets = facets(page);
        assertThat(facets).hasSize(14);
        assertThat(facets.subList(0, 7))
                .extracting(List::getLast)
                .containsExactly("low-spo2", "Vitalwire", "start", "active", "enabled", "PH", "SP");
        assertThat(facets.subList(0, 7))
                .extracting(List::getFirst)
                .containsExactly("196616", "68480", "68481", "68482", "68483", "68484", "68485");
    }

    @Test
    void textComesOutAsItWasWhateverIsInIt() throws Exception {
        Message page = Messages.high("Pulse | high ^ & ~ \\ x");
        try (Pcd04Channel channel = channel(manager.port())) {
            channel.send(page, "o|tto");

            var report = manager.reported().getFirst();
            assertThat(new Terser(report).get("/.OBX-5-2")).isEqualTo("Pulse | high ^ & ~ \\ x");
            assertThat(report.encode()).contains("RCT^Result Copies To^HL70912|o\\F\\tto");
        }
    }

    @Test
    void whatIsSimulatedIsForTraining() throws Exception {
        try (Pcd04Channel channel = channel(manager.port())) {
            channel.send(Messages.message(Priority.LOW, Locale.GERMAN, true), "nina");

            assertThat(new Terser(manager.reported().getFirst()).get("/MSH-11")).isEqualTo("T");
        }
    }

    @Test
    void errorIsFinalAndARejectionIsNot() throws Exception {
        try (Pcd04Channel channel = channel(manager.port())) {
            manager.answer(AcknowledgmentCode.AE);
            assertThat(channel.send(Messages.high(), "nina")).isEqualTo(new Outcome.Refused("AE"));
            manager.answer(AcknowledgmentCode.AR);
            assertThat(channel.send(Messages.high(), "nina"))
                    .isEqualTo(new Outcome.Later(Duration.ZERO, "AR"));
            manager.answer(AcknowledgmentCode.CA);
            assertThat(channel.send(Messages.high(), "nina")).isInstanceOf(Outcome.Sent.class);
        }
    }

    @Test
    void managerThatWasRestartedIsReachedAgainAndOneThatIsAwayOrSilentTriedLater()
            throws Exception {
        try (Pcd04Channel channel = channel(manager.port())) {
            assertThat(channel.send(Messages.high(), "nina")).isInstanceOf(Outcome.Sent.class);
            manager.restart();
            assertThat(channel.send(Messages.high(), "nina")).isInstanceOf(Outcome.Sent.class);
            assertThat(manager.reported()).hasSize(2);
        }
        int closed;
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Pcd04Channel channel = channel(silent.getLocalPort())) {
            closed = silent.getLocalPort();
            assertThat(channel.send(Messages.high(), "nina"))
                    .isEqualTo(new Outcome.Later(Duration.ZERO, "timeout"));
        }
        try (Pcd04Channel channel = channel(closed)) {
            assertThat(channel.send(Messages.high(), "nina"))
                    .isEqualTo(new Outcome.Later(Duration.ZERO, "connection"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Received, received",
        "Read, received",
        "Accepted, accepted",
        "Accepted Positive, accepted",
        "Rejected, rejected",
        "Undeliverable, "
    })
    void statusReportSaysWhatHasBecomeOfThePage(String word, String expected) throws Exception {
        UUID delivery = UUID.randomUUID();
        StatusListener listener = listener(ServerSocketFactory.getDefault());
        listener.start();
        try {
            assertThat(manager.tell(listener.port(), status(delivery.toString(), "", word)))
                    .isEqualTo("AA");
            assertThat(manager.tell(listener.port(), status("7", delivery + ".1", word)))
                    .isEqualTo("AA");
        } finally {
            listener.stop();
        }

        assertThat(said)
                .isEqualTo(
                        expected == null
                                ? List.of()
                                : List.of(expected + " " + delivery, expected + " " + delivery));
    }

    @Test
    void whatIsNoStatusOfOursIsAnErrorAndWhatCouldNotBeKeptComesAgain() throws Exception {
        StatusListener listener = listener(ServerSocketFactory.getDefault());
        listener.start();
        try {
            assertThat(manager.tell(listener.port(), status("7", "8", "Accepted"))).isEqualTo("AE");
            assertThat(
                            manager.tell(
                                    listener.port(),
                                    status(UUID.randomUUID().toString(), "", "Accepted")
                                            .replace("ORA^R41^ORA_R41", "ACK^R40^ACK")))
                    .isEqualTo("AE");
        } finally {
            listener.stop();
        }
        StatusListener failing =
                new StatusListener(
                        ServerSocketFactory.getDefault(),
                        SETTINGS,
                        () -> {
                            throw new IllegalStateException("the database is away");
                        },
                        clock);
        failing.start();
        try {
            assertThat(
                            manager.tell(
                                    failing.port(),
                                    status(UUID.randomUUID().toString(), "", "Accepted")))
                    .isEqualTo("AR");
        } finally {
            failing.stop();
        }
        assertThat(said).isEmpty();
    }

    @Test
    void withTlsBothShowCertificatesAndAStrangerIsNotHeard() throws Exception {
        TestCertificates ours = TestCertificates.newAuthority();
        AlertManager.Secured both =
                new AlertManager.Secured(
                        ours.sslContext(ours.server()), ours.sslContext(ours.device("manager")));
        SSLContext alerts = ours.sslContext(ours.device("alerts"));
        SSLContext stranger = foreign();
        Message page = Messages.high();
        StatusListener listener = listener(ours.sslContext(ours.server()).getServerSocketFactory());
        listener.start();
        try (AlertManager careful = new AlertManager(Optional.of(both));
                Pcd04Channel channel = channel(alerts.getSocketFactory(), careful.port());
                Pcd04Channel strange = channel(stranger.getSocketFactory(), careful.port())) {
            assertThat(channel.send(page, "nina")).isInstanceOf(Outcome.Sent.class);
            assertThat(strange.send(page, "nina")).isInstanceOf(Outcome.Later.class);
            assertThat(careful.reported()).hasSize(1);

            assertThat(
                            careful.tell(
                                    listener.port(),
                                    status(page.deliveryId().toString(), "", "Accepted")))
                    .isEqualTo("AA");
            assertThat(said).containsExactly("accepted " + page.deliveryId());
            try (var socket =
                    ours.anonymousSslContext()
                            .getSocketFactory()
                            .createSocket("127.0.0.1", listener.port())) {
                socket.setSoTimeout(2_000);
                String forged = status(page.deliveryId().toString(), "", "Rejected");
                assertThat(heard(socket, forged)).isFalse();
            }
            assertThat(said).hasSize(1);
        } finally {
            listener.stop();
        }
    }

    private static boolean heard(java.net.Socket socket, String message) {
        try {
            MllpFrame.write(socket.getOutputStream(), message);
            return MllpFrame.read(socket.getInputStream()).isPresent();
        } catch (IOException _) {
            return false;
        }
    }

    private static SSLContext foreign() {
        TestCertificates others = TestCertificates.newAuthority();
        return others.sslContext(others.device("alerts"));
    }

    private static String status(String answersTo, String filler, String word) {
        return "MSH|^~\\&|ALERTS||VITALWIRE||20261123140600+0000||ORA^R41^ORA_R41|S1|P|2.6\r"
                + "MSA|AA|"
                + answersTo
                + "\rOBR|1||"
                + filler
                + "|196616^MDC_EVT_ALARM^MDC\rPRT|1|AD||AAP^Alert Acknowledging Provider^HL70912|nina\r"
                + "OBX|1|ST|0^STATUS^99X|1|"
                + word
                + "||||||F\r";
    }

    /** Name and value of each OBX, as they are sent. */
    private List<List<String>> facets(Message page) {
        return Hl7.read(new AlertReport(SETTINGS).write(page, "nina", Instant.EPOCH))
                .orElseThrow()
                .all("OBX")
                .stream()
                .map(obx -> List.of(Hl7.first(obx.get(3)), Hl7.first(obx.get(5))))
                .toList();
    }

    private StatusListener listener(ServerSocketFactory sockets) {
        return new StatusListener(sockets, SETTINGS, this::receipts, clock);
    }

    private Receipts receipts() {
        return new Receipts() {
            @Override
            public void received(UUID deliveryId, Instant at) {
                said.add("received " + deliveryId);
            }

            @Override
            public void accepted(UUID deliveryId, Instant at) {
                said.add("accepted " + deliveryId);
            }

            @Override
            public void rejected(UUID deliveryId, Instant at) {
                said.add("rejected " + deliveryId);
            }

            @Override
            public Optional<UUID> deliveryOf(String channel, String reference) {
                return Optional.empty();
            }
        };
    }

    private Pcd04Channel channel(int port) {
        return channel(SocketFactory.getDefault(), port);
    }

    private Pcd04Channel channel(SocketFactory sockets, int port) {
        return new Pcd04Channel(
                new AlertReport(SETTINGS),
                new MllpPeer(sockets, "127.0.0.1", port, Duration.ofSeconds(2)),
                clock);
    }
}
