package org.vitalwire.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.DeviceEvent;
import org.vitalwire.contracts.event.DeviceEvent.Phase;
import org.vitalwire.contracts.event.DeviceEventKind;
import org.vitalwire.contracts.reading.Lane;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.testkit.TestCertificates;

/** HL7 v2 over MLLP with TLS, from a socket to Kafka and back. */
class MllpIT {

    private static final String MODEL = "hl7-bedside-monitor";
    private static final DateTimeFormatter DTM =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

    private final GatewayUnderTest gateway = GatewayUnderTest.shared();

    @Test
    void aReportIsInKafkaBeforeItIsAcknowledgedAndTwiceIsOnce() throws IOException {
        TestDevice monitor = gateway.enrol(GatewayUnderTest.freshId("hl7"), MODEL);
        gateway.associate(monitor.id(), "patient-of-" + monitor.id());
        Instant now = Instant.now();
        String report = report("000001", now, "patient-of-" + monitor.id());

        try (Sender sender = connect(monitor.tls())) {
            assertThat(sender.ask(report)).contains("MSA|AA|000001|stored 2, rejected 0");
            // The answer has come, so Kafka has them: no waiting.
            List<Reading> readings = gateway.readings(monitor);
            assertThat(readings).hasSize(2);
            assertThat(readings)
                    .filteredOn(reading -> reading.lane() == Lane.LIVE)
                    .singleElement()
                    .satisfies(live -> {
                        assertThat(live.measuredAt().getEpochSecond())
                                .isEqualTo(now.getEpochSecond());
                        assertThat(live.patientId().orElseThrow().value())
                                .isEqualTo("patient-of-" + monitor.id());
                        assertThat(live.values())
                                .extracting(value -> value.sign())
                                .containsExactly(VitalSign.HEART_RATE, VitalSign.SPO2);
                    });
            assertThat(readings)
                    .anySatisfy(old ->
                            assertThat(old.measuredAt().getEpochSecond())
                                    .isEqualTo(now.getEpochSecond() - 600));

            // Sent again with a header of its own.
            assertThat(sender.ask(report.replace("|WARD|", "|WARD 2|")))
                    .contains("MSA|AA|000001|stored 2, rejected 0");
        }
        assertThat(gateway.readings(monitor)).hasSize(4);
        assertThat(gateway.readings(monitor).stream().map(Reading::messageId).distinct())
                .hasSize(2);
        assertThat(events(monitor)).isEmpty();
    }

    @Test
    void framesInPiecesAndBetweenNoiseAreAllAnswered() throws IOException {
        TestDevice monitor = gateway.enrol(GatewayUnderTest.freshId("hl7"), MODEL);
        byte[] stream =
                ("noise\r\n"
                                + framed(report("1", Instant.now(), ""))
                                + framed(report("2", Instant.now(), "")))
                        .getBytes(StandardCharsets.UTF_8);

        try (Sender sender = connect(monitor.tls())) {
            for (int at = 0; at < stream.length; at += 97) {
                sender.write(stream, at, Math.min(97, stream.length - at));
            }
            assertThat(sender.answer()).contains("MSA|AA|1|");
            assertThat(sender.answer()).contains("MSA|AA|2|");
        }
    }

    @Test
    void anAlarmOfTheDeviceIsADeviceEventAndAnotherPatientInTheMessageIsToldAndNotFollowed()
            throws IOException {
        TestDevice monitor = gateway.enrol(GatewayUnderTest.freshId("hl7"), MODEL);
        gateway.associate(monitor.id(), "patient-of-" + monitor.id());
        String now = DTM.format(Instant.now()) + "+0000";
        String alarm =
                "MSH|^~\\&|M|W|||"
                        + now
                        + "||ORU^R40^ORU_R40|A1|P|2.6\rOBR|1||4^M|196616^MDC_EVT_ALARM^MDC|||"
                        + now
                        + "\rOBX|1|CWE|196616^MDC_EVT_ALARM^MDC|1.7.0.196680.1|196680^MDC_EVT_LEAD_OFF^MDC|||ST~PM|||R"
                        + "\rOBX|2|ST|68481^MDC_ATTR_EVENT_PHASE^MDC|1.7.0.196680.3|start\r";

        try (Sender sender = connect(monitor.tls())) {
            assertThat(sender.ask(alarm)).contains("MSH|").contains("MSA|AA|A1|");
            assertThat(sender.ask(report("2", Instant.now(), "SOMEBODY-ELSE")))
                    .contains("MSA|AA|2|");
            assertThat(sender.ask(report("3", Instant.now(), "SOMEBODY-ELSE")))
                    .contains("MSA|AA|3|");
        }

        List<DeviceEvent> events = events(monitor);
        assertThat(events)
                .extracting(DeviceEvent::kind)
                .containsExactlyInAnyOrder(
                        DeviceEventKind.TECHNICAL_ALARM, DeviceEventKind.PATIENT_MISMATCH);
        assertThat(events)
                .filteredOn(event -> event.kind() == DeviceEventKind.TECHNICAL_ALARM)
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.phase()).isEqualTo(Phase.STARTED);
                    assertThat(event.detail()).contains("MDC_EVT_LEAD_OFF");
                });
        assertThat(events)
                .noneSatisfy(event -> assertThat(event.toString()).contains("SOMEBODY-ELSE"));
        assertThat(gateway.readings(monitor))
                .hasSize(4)
                .allSatisfy(reading ->
                        assertThat(reading.patientId().orElseThrow().value())
                                .isEqualTo("patient-of-" + monitor.id()));
    }

    @Test
    void whatIsWrongForGoodIsInQuarantineAndToldByItsCode() throws IOException {
        TestDevice monitor = gateway.enrol(GatewayUnderTest.freshId("hl7"), MODEL);

        try (Sender sender = connect(monitor.tls())) {
            assertThat(sender.ask("this is no message")).contains("MSA|AE||").contains("1001");
        }
        assertThat(gateway.awaitRejection(monitor.id(), "UNDECODABLE").path("codec").stringValue())
                .isEqualTo("hl7-oru");
    }

    @Test
    void anEngineSpeaksForTheMonitorsInItsList() throws IOException {
        TestDevice engine = gateway.enrol(GatewayUnderTest.HL7_ENGINE, "hl7-gateway");
        TestDevice behind = gateway.enrol(GatewayUnderTest.HL7_BEHIND_ENGINE, MODEL);

        try (Sender sender = connect(engine.tls())) {
            assertThat(sender.ask(report("1", Instant.now(), ""))).contains("MSA|AA|1|");
            assertThat(sender.ask(report("2", Instant.now(), "").replace("|MON1^", "|MON9^")))
                    .contains("MSA|AR|2|")
                    .contains("OTHER_DEVICE 1019");
        }
        assertThat(gateway.readings(behind)).hasSize(2);
        assertThat(gateway.readings(engine)).isEmpty();
    }

    @Test
    void whoHasNoBusinessHereIsClosed() throws IOException {
        TestDevice json = gateway.enrol(GatewayUnderTest.freshId("json"));
        TestCertificates strangers = TestCertificates.newAuthority();

        assertThat(isClosed(json.tls())).isTrue();
        assertThat(isClosed(json.anonymousTls())).isTrue();
        assertThat(isClosed(gateway.tls(strangers.device(json.id())))).isTrue();
        gateway.awaitRejection(json.id(), "OTHER_DEVICE");
    }

    @Test
    void aDeviceThatIsSuspendedLosesItsConnection() throws IOException {
        TestDevice monitor = gateway.enrol(GatewayUnderTest.freshId("hl7"), MODEL);
        try (Sender sender = connect(monitor.tls())) {
            assertThat(sender.ask(report("1", Instant.now(), ""))).contains("MSA|AA|1|");
            assertThat(
                            gateway.post(
                                            "operator",
                                            "/api/v1/devices/" + monitor.id() + "/suspend",
                                            Map.of("reason", "test"))
                                    .status())
                    .isEqualTo(200);
            assertThat(sender.isClosedWithin(Duration.ofSeconds(10))).isTrue();
        }
        assertThat(isClosed(monitor.tls())).isTrue();
    }

    private List<DeviceEvent> events(TestDevice device) {
        return gateway.events().read(EventCodecs.DEVICE_EVENT).stream()
                .filter(event -> event.eventId().startsWith(device.id() + ":"))
                .toList();
    }

    /** Heart rate and oxygen of now, and a cuff pressure of ten minutes ago. */
    private static String report(String controlId, Instant now, String patient) {
        String time = DTM.format(now) + "+0000";
        String before = DTM.format(now.minusSeconds(600)) + "+0000";
        return "MSH|^~\\&|MON1^0080190000000001^EUI-64|WARD|||"
                + time
                + "||ORU^R01^ORU_R01|"
                + controlId
                + "|P|2.6|||NE|AL\rPID|||"
                + patient
                + "^^^HOSP^MR||Example^Patient\rOBR|1|1^M|1^M|182777000^monitoring of patient^SCT|||"
                + time
                + "\rOBX|1||69965^MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS^MDC|1.0.0.0|||||||X"
                + "\rOBX|2|NM|147842^MDC_ECG_HEART_RATE^MDC|1.5.1.1|118|264864^MDC_DIM_BEAT_PER_MIN^MDC|||||R"
                + "\rOBX|3|NM|150456^MDC_PULS_OXIM_SAT_O2^MDC|1.22.1.1|91|262688^MDC_DIM_PERCENT^MDC|||||R"
                + "\rOBX|4|NM|150021^MDC_PRESS_BLD_NONINV_SYS^MDC|1.1.9.1|96|266016^MDC_DIM_MMHG^MDC|||||R|||"
                + before
                + "\r";
    }

    private static String framed(String message) {
        return "\u000b" + message + "\u001c\r";
    }

    private Sender connect(SSLContext tls) throws IOException {
        return new Sender(
                (SSLSocket) tls.getSocketFactory().createSocket("localhost", gateway.mllpPort()));
    }

    /** With TLS 1.3 a refusal is seen at the first read. */
    private boolean isClosed(SSLContext tls) {
        try (Sender sender = connect(tls)) {
            return sender.isClosedWithin(Duration.ofSeconds(10));
        } catch (IOException e) {
            return true;
        }
    }

    /** An HL7 sender: a socket and frames. */
    private static final class Sender implements AutoCloseable {
        private final SSLSocket socket;

        Sender(SSLSocket socket) throws IOException {
            this.socket = socket;
            socket.setSoTimeout(15_000);
            socket.startHandshake();
        }

        String ask(String message) throws IOException {
            byte[] bytes = framed(message).getBytes(StandardCharsets.UTF_8);
            write(bytes, 0, bytes.length);
            return answer();
        }

        void write(byte[] bytes, int from, int length) throws IOException {
            socket.getOutputStream().write(bytes, from, length);
            socket.getOutputStream().flush();
        }

        String answer() throws IOException {
            InputStream in = socket.getInputStream();
            StringBuilder text = new StringBuilder();
            for (int b = in.read(); b >= 0; b = in.read()) {
                text.append((char) b);
                if (b == '\r' && text.indexOf("\u001c\r") >= 0) {
                    return text.toString();
                }
            }
            throw new IOException("closed without an answer");
        }

        boolean isClosedWithin(Duration patience) throws IOException {
            socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
            try {
                return socket.getInputStream().read() < 0;
            } catch (java.net.SocketTimeoutException e) {
                return false;
            } catch (IOException e) {
                return true;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
