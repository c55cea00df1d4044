package org.vitalwire.gateway.mllp;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;
import org.vitalwire.gateway.association.TestLedgers;
import org.vitalwire.gateway.codec.PayloadCodecs;
import org.vitalwire.gateway.codec.hl7.Hl7OruCodec;
import org.vitalwire.gateway.codec.hl7.Hl7Settings;
import org.vitalwire.gateway.device.RegisteredDevice;
import org.vitalwire.gateway.device.TestDevices;
import org.vitalwire.gateway.intake.ClockSettings;
import org.vitalwire.gateway.intake.Intake;
import org.vitalwire.gateway.stream.Completions;
import org.vitalwire.gateway.stream.ConnectionRefusals;
import org.vitalwire.gateway.stream.FakeKafka;
import org.vitalwire.gateway.stream.GatewayMeters;
import org.vitalwire.gateway.stream.RecordStream;

class MllpConnectionTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:15:01Z");
    private static final String SPO2 = "OBX|1|NM|150456^^MDC||97|%|||||F\r";

    private final RegisteredDevice monitor = TestDevices.active("hl7-1", "hl7-bedside-monitor");
    private final RegisteredDevice engine = TestDevices.active("engine-1", "hl7-gateway");
    private final RegisteredDevice patch = TestDevices.active("patch-1", "wearable-patch");
    private final FakeKafka kafka = new FakeKafka();
    private final RecordStream stream = new RecordStream(kafka, 4, 100_000);
    private final Queue<Runnable> eventLoop = new ArrayDeque<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<String> written = new ArrayList<>();

    @Test
    void nothingIsAcknowledgedBeforeKafkaHasIt() {
        MllpConnection connection = connect(monitor);

        connection.received(frame("1", "", SPO2));
        runEventLoop();
        assertThat(written).isEmpty();

        kafka.acknowledge(0);
        runEventLoop();
        assertThat(written).containsExactly("AA 1 stored 1, rejected 0");
    }

    @Test
    void acknowledgementsKeepTheOrderOfArrival() {
        MllpConnection connection = connect(monitor);
        connection.received(frame("1", "", SPO2));
        connection.received(frame("2", "", SPO2));

        kafka.acknowledge(1);
        runEventLoop();
        assertThat(written).isEmpty();

        kafka.acknowledge(0);
        runEventLoop();
        assertThat(written)
                .containsExactly("AA 1 stored 1, rejected 0", "AA 2 stored 1, rejected 0");
    }

    @Test
    void whatKafkaDidNotTakeGetsNoAnswerAndTheConnectionIsClosed() {
        MllpConnection connection = connect(monitor);
        connection.received(frame("1", "", SPO2));
        connection.received(frame("2", "", SPO2));

        kafka.fail(0, new TimeoutException("away"));
        kafka.acknowledge(1);
        runEventLoop();

        assertThat(written).containsExactly("CLOSE");
        assertThat(stream.messages()).isZero();
    }

    @Test
    void pastTheBoundOfAllConnectionsTheConnectionIsClosedAndTheMessageNotTaken() {
        MllpConnection connection = connect(monitor, 100);
        for (int i = 1; i <= 5; i++) {
            connection.received(frame("" + i, "", SPO2));
        }
        runEventLoop();

        assertThat(written).containsExactly("CLOSE");
        assertThat(kafka.records()).isEqualTo(4);
    }

    @Test
    void aSenderThatDoesNotWaitIsReadNoFurtherUntilItMay() {
        MllpConnection connection = connect(monitor, 2);
        connection.received(frame("1", "", SPO2));
        connection.received(frame("2", "", SPO2));
        assertThat(written).containsExactly("PAUSE");

        kafka.acknowledge(0);
        runEventLoop();
        assertThat(written).containsExactly("PAUSE", "AA 1 stored 1, rejected 0", "RESUME");
    }

    @Test
    void aPermanentRefusalIsToldByItsCodeOnceItIsInQuarantine() {
        MllpConnection connection = connect(monitor);
        connection.received(frame("7", "", "OBX|1|NM|150021^^MDC||120|furlong|||||F\r"));
        assertThat(written).isEmpty();

        kafka.acknowledgeAll();
        runEventLoop();
        assertThat(written)
                .containsExactly(
                        "AE 7 stored 0, rejected 1: UNKNOWN_UNIT 1003 ERR 102 E UNKNOWN_UNIT 1003");
    }

    @Test
    void aMonitorWithoutAValueHasDoneNothingWrong() {
        MllpConnection connection = connect(monitor);
        connection.received(frame("8", "", "OBX|1|NM|150456^^MDC||-100|%|||||F\r"));
        kafka.acknowledgeAll();
        runEventLoop();

        assertThat(written)
                .containsExactly(
                        "AA 8 stored 0, rejected 1: NO_VALUE 1012 ERR 102 W NO_VALUE 1012");
    }

    @Test
    void whatIsNoMessageIsAnsweredAllTheSame() {
        MllpConnection connection = connect(monitor);
        connection.received(framed("hello"));
        connection.received(framed("MSH|^~\\&|A|B|C|D|20260301101500||ADT^A01|9|P|2.4\rPID|||1\r"));
        kafka.acknowledgeAll();
        runEventLoop();

        assertThat(written)
                .containsExactly(
                        "AE  stored 0, rejected 1: UNDECODABLE 1001 ERR 102 E UNDECODABLE 1001",
                        "AR 9 stored 0, rejected 1: NO_MEASUREMENT 1015");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "||; AA; AE",
                "||AL|NE; CA; CE",
                "||NE|AL; AA; AE",
                "||AL|AL; CA AA; CE AE",
                "||ER|NE; ''; CE",
                "||SU|ER; CA; AE",
                "||NE|NE; ''; ''",
                "|||AL; AA; AE",
            })
    void theSenderGetsTheAcknowledgementsThatItAskedFor(String mode, String good, String bad) {
        MllpConnection connection = connect(monitor);
        connection.received(frame("1", mode, SPO2));
        kafka.acknowledgeAll();
        runEventLoop();
        assertThat(String.join(" ", codes())).isEqualTo(good == null ? "" : good);

        written.clear();
        connection.received(frame("2", mode, SPO2.replace("%", "furlong")));
        kafka.acknowledge(1);
        runEventLoop();
        assertThat(String.join(" ", codes())).isEqualTo(bad == null ? "" : bad);
    }

    @Test
    void anEngineSpeaksForTheDevicesThatItIsAllowedTo() {
        MllpConnection connection = connect(engine);

        connection.received(frame("1", "", SPO2));
        kafka.acknowledgeAll();
        runEventLoop();

        assertThat(written).containsExactly("AA 1 stored 1, rejected 0");
        assertThat(kafka.keys()).containsExactly("device:hl7-1");
    }

    @ParameterizedTest
    @CsvSource({
        "STRANGER, OTHER_DEVICE 1019",
        "GONE, UNKNOWN_DEVICE 3001",
        "PATCH, OTHER_DEVICE 1019",
        "hl7-1, OTHER_DEVICE 1019"
    })
    void anEngineMaySpeakForNobodyElse(String sender, String code) {
        MllpConnection connection = connect(engine);

        connection.received(
                framed(
                        "MSH|^~\\&|"
                                + sender
                                + "|||W|20260301101500+0000||ORU^R01|1|P|2.6\r"
                                + SPO2));
        kafka.acknowledgeAll();
        runEventLoop();

        assertThat(written)
                .containsExactly(
                        "AR 1 stored 0, rejected 1: %s ERR 204 E %s".formatted(code, code));
        assertThat(kafka.keys()).containsExactly("engine-1");
    }

    @Test
    void aMonitorSpeaksForItselfWhateverItCallsItself() {
        MllpConnection connection = connect(monitor);
        connection.received(
                framed("MSH|^~\\&|ICU-7|||W|20260301101500+0000||ORU^R01|1|P|2.6\r" + SPO2));
        kafka.acknowledgeAll();
        runEventLoop();

        assertThat(kafka.keys()).containsExactly("device:hl7-1");
    }

    @Test
    void aFrameThatIsTooLargeClosesTheConnection() {
        MllpConnection connection = connect(monitor);
        connection.received(framed("MSH|" + "x".repeat(5_000)));

        assertThat(written).containsExactly("CLOSE");
        assertThat(meters.counter("vitalwire.gateway.rejected", "code", "OVERSIZED").count())
                .isEqualTo(1);
    }

    @Test
    void garbageFramesAndAnswersAreCounted() {
        MllpConnection connection = connect(monitor);
        connection.received("noise".getBytes(StandardCharsets.US_ASCII));
        connection.received(frame("1", "", SPO2));
        kafka.acknowledgeAll();
        runEventLoop();

        assertThat(meters.counter("vitalwire.gateway.mllp.garbage.bytes").count()).isEqualTo(5);
        assertThat(meters.counter("vitalwire.gateway.mllp.frames").count()).isEqualTo(1);
        assertThat(meters.counter("vitalwire.gateway.mllp.acknowledgements", "code", "AA").count())
                .isEqualTo(1);
    }

    @Test
    void afterTheConnectionIsGoneNothingIsWritten() {
        MllpConnection connection = connect(monitor);
        connection.received(frame("1", "", SPO2));
        connection.closed();
        kafka.acknowledgeAll();
        runEventLoop();

        assertThat(written).isEmpty();
        assertThat(stream.messages()).isZero();
    }

    private MllpConnection connect(RegisteredDevice sender) {
        return connect(sender, 16);
    }

    private MllpConnection connect(RegisteredDevice sender, int inFlight) {
        MllpSettings settings =
                new MllpSettings(
                        true,
                        "localhost",
                        0,
                        DataSize.ofBytes(4_096),
                        inFlight,
                        10,
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(10),
                        Map.of(
                                "engine-1",
                                Map.of("MON1", "hl7-1", "GONE", "gone-1", "PATCH", "patch-1")));
        Intake intake =
                new Intake(
                        PayloadCodecs.of(
                                List.of(new Hl7OruCodec(new Hl7Settings(ZoneId.of("UTC"), true)))),
                        TestLedgers.of(monitor.id()),
                        new ClockSettings(
                                Duration.ofSeconds(60),
                                Duration.ofMinutes(2),
                                Duration.ofSeconds(2)),
                        256 * 1024);
        GatewayMeters gatewayMeters = new GatewayMeters(meters);
        return new MllpConnection(
                sender,
                new Peer(),
                new MllpServices(
                        settings,
                        new MllpMessages(
                                intake,
                                TestDevices.registry(monitor, engine, patch),
                                settings,
                                () -> NOW),
                        stream,
                        gatewayMeters,
                        new MllpMeters(meters),
                        new ConnectionRefusals("mllp", stream, gatewayMeters, () -> NOW),
                        () -> NOW),
                new Completions(eventLoop::add));
    }

    private void runEventLoop() {
        for (Runnable task = eventLoop.poll(); task != null; task = eventLoop.poll()) {
            task.run();
        }
    }

    private List<String> codes() {
        return written.stream().map(line -> line.substring(0, 2)).toList();
    }

    /**
     * @param mode what follows MSH-12: MSH-15 and MSH-16 are the third and fourth field of it
     */
    private static byte[] frame(String controlId, String mode, String obx) {
        return framed(
                "MSH|^~\\&|MON1|WARD|||20260301101500+0000||ORU^R01^ORU_R01|"
                        + controlId
                        + "|P|2.6"
                        + (mode.isEmpty() ? "" : "|" + mode)
                        + "\r"
                        + obx);
    }

    private static byte[] framed(String text) {
        return ("\u000b" + text + "\u001c\r").getBytes(StandardCharsets.UTF_8);
    }

    /** Writes down what the sender sees. */
    private final class Peer implements MllpPeer {

        @Override
        public void write(byte[] bytes) {
            String text = new String(bytes, StandardCharsets.UTF_8);
            assertThat(text).startsWith("\u000bMSH|^~\\&|").endsWith("\r\u001c\r");
            StringBuilder line = new StringBuilder();
            for (String segment : text.lines().toList()) {
                String[] fields = segment.split("\\|", -1);
                if (fields[0].equals("MSA")) {
                    line.append(fields[1])
                            .append(' ')
                            .append(fields[2])
                            .append(' ')
                            .append(fields[3]);
                } else if (fields[0].equals("ERR")) {
                    line.append(" ERR ")
                            .append(fields[3], 0, 3)
                            .append(' ')
                            .append(fields[4])
                            .append(' ')
                            .append(fields[7]);
                }
            }
            written.add(line.toString());
        }

        @Override
        public void close() {
            written.add("CLOSE");
        }

        @Override
        public void pause() {
            written.add("PAUSE");
        }

        @Override
        public void resume() {
            written.add("RESUME");
        }
    }
}
