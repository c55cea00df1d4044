package org.vitalwire.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.RejectedPayload;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.ClockQuality;
import org.vitalwire.contracts.reading.Lane;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.contracts.trace.TraceParent;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.gateway.association.TestLedgers;
import org.vitalwire.gateway.codec.DecodedPayload;
import org.vitalwire.gateway.codec.DecodingTrace;
import org.vitalwire.gateway.codec.Fault;
import org.vitalwire.gateway.codec.NativeJsonCodec;
import org.vitalwire.gateway.codec.Payload;
import org.vitalwire.gateway.codec.PayloadCodec;
import org.vitalwire.gateway.codec.PayloadCodecs;
import org.vitalwire.gateway.device.RegisteredDevice;
import org.vitalwire.gateway.device.TestDevices;

class IntakeTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final int MAXIMUM = 256 * 1024;

    private final RegisteredDevice device = TestDevices.monitor("monitor-1");
    private final Intake intake = intake(new NativeJsonCodec());

    @Test
    void aSampleBelongsToWhomTheDeviceWasOnWhenItMeasured() {
        Prepared prepared =
                publish(
                        "[%s,%s,%s]"
                                .formatted(
                                        reading(NOW, "\"spo2\":97"),
                                        reading(NOW.minusSeconds(60), "\"spo2\":96"),
                                        reading(NOW.minusSeconds(200), "\"spo2\":95")));

        List<Reading> readings = readings(prepared);
        assertThat(readings)
                .extracting(r -> r.patientId().map(PatientId::value).orElse("nobody"))
                .containsExactly("pat-2", "pat-1", "nobody");
        assertThat(prepared.records())
                .extracting(ProducerRecord::key)
                .containsExactly("pat-2", "pat-1", "device:monitor-1");
        assertThat(readings)
                .extracting(Reading::lane)
                .containsExactly(Lane.LIVE, Lane.LIVE, Lane.BACKFILL);
    }

    @Test
    void aWrongTimeIsRefusedAndItsNeighbourPasses() {
        Prepared prepared =
                publish(
                        "[%s,%s,%s]"
                                .formatted(
                                        reading(
                                                Instant.parse("1970-01-01T00:01:00Z"),
                                                "\"spo2\":97"),
                                        reading(NOW.plusSeconds(61), "\"spo2\":97"),
                                        reading(NOW, "\"spo2\":97")));

        assertThat(prepared.rejected())
                .containsExactly(FailureCode.CLOCK_NOT_SET, FailureCode.FUTURE_TIME);
        assertThat(prepared.readings()).isEqualTo(1);
        assertThat(prepared.accepted()).isTrue();
    }

    @Test
    void aRejectionHoldsTheBytesAndSaysWhy() {
        String payload = "not json at all";

        RejectedPayload rejection = rejections(publish(payload)).getFirst();

        assertThat(rejection.payload().toStringUtf8()).isEqualTo(payload);
        assertThat(rejection.payloadSize()).isEqualTo(payload.length());
        assertThat(rejection.code()).isEqualTo(FailureCode.UNDECODABLE);
        assertThat(rejection.codec()).isEqualTo("vitalwire-json");
        assertThat(rejection.deviceId()).isEqualTo("monitor-1");
        assertThat(rejection.topic()).isEqualTo("vitalwire/v1/monitor-1/readings");
        assertThat(rejection.receivedAt()).isEqualTo(NOW);
    }

    @Test
    void anOversizedPayloadIsRefusedAndCut() {
        String payload = reading(NOW, "\"spo2\":97") + " ".repeat(MAXIMUM);

        Prepared prepared = publish(payload);

        assertThat(prepared.accepted()).isFalse();
        RejectedPayload rejection = rejections(prepared).getFirst();
        assertThat(rejection.code()).isEqualTo(FailureCode.OVERSIZED);
        assertThat(rejection.payload().size()).isEqualTo(MAXIMUM);
        assertThat(rejection.payloadSize()).isEqualTo(payload.length());
    }

    @Test
    void theLargestPayloadIsTaken() {
        String reading = reading(NOW, "\"spo2\":97");

        assertThat(publish(reading + " ".repeat(MAXIMUM - reading.length())).readings())
                .isEqualTo(1);
    }

    @Test
    void messageIdsAreTheSameWhenSentAgainAndDifferOtherwise() {
        List<String> payloads =
                List.of(
                        reading(NOW, "\"spo2\":97"),
                        reading(NOW, "\"spo2\":98"),
                        reading(NOW.minusMillis(1), "\"spo2\":97"),
                        "{\"seq\":1," + reading(NOW, "\"spo2\":97").substring(1),
                        "{\"seq\":2," + reading(NOW, "\"spo2\":97").substring(1),
                        "{\"seq\":1," + reading(NOW.minusMillis(1), "\"spo2\":97").substring(1),
                        "{\"seq\":1,\"boot\":\"a\"," + reading(NOW, "\"spo2\":97").substring(1),
                        "{\"seq\":1,\"boot\":\"b\"," + reading(NOW, "\"spo2\":97").substring(1));
        Set<String> ids = new HashSet<>();
        for (String payload : payloads) {
            String first = readings(publish(payload)).getFirst().messageId();
            String again =
                    readings(intake.readings(message(payload, 99, true, null)))
                            .getFirst()
                            .messageId();

            assertThat(again).isEqualTo(first).startsWith("monitor-1:");
            ids.add(first);
        }
        assertThat(ids).hasSameSizeAs(payloads);
    }

    @Test
    void aRejectionIsListedOnceHoweverOftenItsPacketIsResent() {
        RejectedPayload first = rejections(publish("garbage")).getFirst();
        RejectedPayload again =
                rejections(intake.readings(message("garbage", 1, true, null))).getFirst();
        RejectedPayload another =
                rejections(intake.readings(message("garbage", 2, false, null))).getFirst();

        assertThat(again.rejectionId()).isEqualTo(first.rejectionId());
        assertThat(another.rejectionId()).isNotEqualTo(first.rejectionId());
    }

    @Test
    void rejectionsOfOneMessageHaveNamesOfTheirOwn() {
        String payload =
                "["
                        + IntStream.range(0, 20)
                                .mapToObj(i -> reading(NOW, "\"a\":1,\"spo2\":null"))
                                .collect(Collectors.joining(","))
                        + "]";

        assertThat(rejections(publish(payload)))
                .hasSize(40)
                .extracting(RejectedPayload::rejectionId)
                .doesNotHaveDuplicates();
    }

    @Test
    void aPayloadThatIsBadThroughAndThroughDoesNotMultiply() {
        String bad = "{\"time\":\"x\"},";
        String payload =
                "["
                        + bad.repeat((MAXIMUM - 100) / bad.length())
                        + reading(NOW, "\"spo2\":97")
                        + "]";

        Prepared prepared = publish(payload);

        assertThat(prepared.rejected()).hasSize(65);
        assertThat(prepared.readings()).isEqualTo(1);
        assertThat(prepared.bytes()).isLessThan(2 * MAXIMUM);
        assertThat(rejections(prepared).getLast().reason())
                .endsWith("more readings of this payload");
    }

    @Test
    void aReplayedSliceOfABatchHasTheMessageIdsThatItsReadingHad() {
        String bad = reading(NOW.minusSeconds(9), "\"spo2\":97,\"no-such-sign\":1");
        Prepared batch =
                publish("[%s, %s ,%s]".formatted(reading(NOW, "\"spo2\":1"), bad, bad + " "));
        RejectedPayload rejection = rejections(batch).getFirst();
        assertThat(rejection.payload().toStringUtf8()).isEqualTo(bad);

        Replay replay =
                intake.replay(
                        message(rejection.payload().toStringUtf8(), 0, true, null),
                        NOW.plusSeconds(3_600));

        assertThat(replay.prepared().records()).hasSize(1);
        Reading again = readings(replay.prepared()).getFirst();
        assertThat(again.messageId()).isEqualTo(readings(batch).get(1).messageId());
        assertThat(again.receivedAt()).isEqualTo(NOW);
        assertThat(again.lane()).isEqualTo(Lane.BACKFILL);
        assertThat(replay.faults())
                .extracting(Fault::code)
                .containsExactly(FailureCode.UNKNOWN_SIGN);
    }

    @Test
    void whatCanBeReadOnlyAsAWholeIsKeptAsAWholeOnceForEachCode() {
        PayloadCodec whole =
                new PayloadCodec() {
                    @Override
                    public String name() {
                        return NativeJsonCodec.NAME;
                    }

                    @Override
                    public DecodedPayload decode(Payload payload, DecodingTrace trace) {
                        List<Fault> faults = new ArrayList<>();
                        for (int i = 0; i < 7; i++) {
                            faults.add(new Fault(FailureCode.NO_VALUE, "entry " + i, i, 1));
                        }
                        faults.add(new Fault(FailureCode.UNKNOWN_UNIT, "entry 8", 8, 1));
                        return new DecodedPayload(List.of(), faults, false);
                    }
                };

        List<RejectedPayload> rejections =
                rejections(intake(whole).readings(message("0123456789", 1, false, null)));

        assertThat(rejections)
                .extracting(RejectedPayload::code)
                .containsExactlyInAnyOrder(FailureCode.NO_VALUE, FailureCode.UNKNOWN_UNIT);
        assertThat(rejections)
                .extracting(rejection -> rejection.payload().toStringUtf8())
                .containsOnly("0123456789");
        assertThat(rejections)
                .extracting(RejectedPayload::reason)
                .contains("entry 0; entry 1; entry 2; entry 3; entry 4; and 2 more");
    }

    @Test
    void userPropertiesLieInQuarantineBesideThePayload() {
        Map<String, String> properties = Map.of("time", "2026-11-22T09:00:00Z", "\"", "\u0000");
        Prepared prepared =
                intake.readings(
                        new Publication(
                                device,
                                device.readingsTopic(),
                                "",
                                bytes("garbage"),
                                1,
                                false,
                                properties,
                                NOW));

        var headers = prepared.records().getFirst().headers();
        assertThat(RejectionHeaders.properties(headers).map(RejectionHeaders::parse))
                .contains(properties);
        assertThat(RejectionHeaders.waited(headers)).isFalse();
        assertThat(RejectionHeaders.properties(publish("garbage").records().getFirst().headers()))
                .isEmpty();
        assertThat(
                        RejectionHeaders.properties(
                                intake.readings(
                                                message(
                                                        bytes("garbage"),
                                                        Map.of(
                                                                "a",
                                                                "b"
                                                                        .repeat(
                                                                                RejectionHeaders
                                                                                        .MOST_BYTES))))
                                        .records()
                                        .getFirst()
                                        .headers()))
                .isEmpty();
    }

    @Test
    void oneReadingOfABatchHadWaitedAndIsCompressedNoMore() {
        String payload = "[%s,{}]".formatted(reading(NOW, "\"spo2\":97"));

        var headers =
                intake.readings(
                                message(
                                        gzip(bytes(payload)),
                                        Map.of("content-encoding", "gzip", "a", "b")))
                        .records()
                        .getLast()
                        .headers();

        assertThat(RejectionHeaders.waited(headers)).isTrue();
        assertThat(RejectionHeaders.properties(headers)).contains("{\"a\":\"b\"}");
    }

    @Test
    void theDevicesTraceGoesOnAndOthersBeginAnew() {
        assertThat(trace(intake.readings(message(reading(NOW, "\"spo2\":97"), 1, false, TRACE))))
                .isEqualTo(TRACE);
        String fresh = trace(intake.readings(message("garbage", 1, false, "00-nonsense")));
        assertThat(TraceParent.parse(fresh)).isPresent();
        assertThat(trace(publish("garbage"))).isNotEqualTo(fresh);
    }

    @Test
    void aLateSingleReadingTellsOfTheClock() {
        Reading late = readings(publish(reading(NOW.minusSeconds(30), "\"spo2\":97"))).getFirst();
        Reading resent =
                readings(
                                intake.readings(
                                        message(
                                                reading(NOW.minusSeconds(30), "\"spo2\":97"),
                                                1,
                                                true,
                                                null)))
                        .getFirst();

        assertThat(late.clockQuality()).isEqualTo(ClockQuality.OFFSET);
        assertThat(late.clockOffset()).isEqualTo(Duration.ofSeconds(30));
        assertThat(resent.clockQuality()).isEqualTo(ClockQuality.UNKNOWN);
        assertThat(resent.clockOffset()).isZero();
    }

    @Test
    void aSyntheticDevicesReadingsSaySo() {
        Publication message =
                new Publication(
                        TestDevices.simulated("sim-1"),
                        "vitalwire/v1/sim-1/readings",
                        "",
                        bytes(reading(NOW, "\"spo2\":97")),
                        1,
                        false,
                        Map.of(),
                        NOW);

        assertThat(readings(intake.readings(message)).getFirst().synthetic()).isTrue();
    }

    @Test
    void aGzippedPayloadIsTheSameMessageAsThePlainOne() {
        String payload =
                "[%s,%s]"
                        .formatted(
                                reading(NOW, "\"spo2\":97"),
                                reading(NOW.minusSeconds(1), "\"spo2\":96,\"x\":1"));

        Prepared shown = intake.readings(message(gzip(bytes(payload)), Map.of()));
        Prepared said =
                intake.readings(message(gzip(bytes(payload)), Map.of("content-encoding", "gzip")));

        assertThat(readings(shown)).isEqualTo(readings(publish(payload)));
        assertThat(readings(said)).isEqualTo(readings(shown)).hasSize(2);
        assertThat(rejections(shown).getFirst().payload().toStringUtf8())
                .as("the refused reading, inflated")
                .isEqualTo(reading(NOW.minusSeconds(1), "\"spo2\":96,\"x\":1"));
    }

    @Test
    void aBombIsRefusedWithoutUnpackingIt() {
        byte[] bomb = gzip(new byte[64 * MAXIMUM]);

        Prepared prepared = intake.readings(message(bomb, Map.of()));

        assertThat(prepared.rejected()).containsExactly(FailureCode.OVERSIZED);
        assertThat(rejections(prepared).getFirst().payload().toByteArray()).isEqualTo(bomb);
    }

    @Test
    void brokenGzipIsUndecodable() {
        byte[] whole = gzip(bytes(reading(NOW, "\"spo2\":97")));
        byte[] cut = Arrays.copyOf(whole, whole.length - 9);

        assertThat(intake.readings(message(cut, Map.of())).rejected())
                .containsExactly(FailureCode.UNDECODABLE);
        assertThat(
                        intake.readings(message(bytes("{}"), Map.of("content-encoding", "gzip")))
                                .rejected())
                .containsExactly(FailureCode.UNDECODABLE);
    }

    private Publication message(byte[] payload, Map<String, String> properties) {
        return new Publication(
                device, device.readingsTopic(), "", payload, 1, false, properties, NOW);
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream stream = new GZIPOutputStream(zipped)) {
            stream.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }

    private Intake intake(PayloadCodec codec) {
        return new Intake(
                PayloadCodecs.of(List.of(codec)),
                TestLedgers.of(
                        device.id(),
                        TestLedgers.period("pat-1", NOW.minusSeconds(100), NOW.minusSeconds(50)),
                        TestLedgers.period("pat-2", NOW.minusSeconds(50), null)),
                new ClockSettings(
                        Duration.ofSeconds(60), Duration.ofMinutes(2), Duration.ofSeconds(2)),
                MAXIMUM);
    }

    private Prepared publish(String payload) {
        return intake.readings(message(payload, 1, false, null));
    }

    private Publication message(
            String payload, int packetId, boolean resent, @Nullable String trace) {
        return new Publication(
                device,
                device.readingsTopic(),
                "",
                bytes(payload),
                packetId,
                resent,
                trace == null ? Map.of() : Map.of("traceparent", trace),
                NOW);
    }

    private static List<Reading> readings(Prepared prepared) {
        return prepared.records().stream()
                .filter(record -> record.topic().equals(Topic.READINGS.topicName()))
                .map(record -> EventCodecs.READING.decode(record.value()))
                .toList();
    }

    private static List<RejectedPayload> rejections(Prepared prepared) {
        return prepared.records().stream()
                .filter(record -> record.topic().equals(Topic.REJECTED.topicName()))
                .map(record -> EventCodecs.REJECTED_PAYLOAD.decode(record.value()))
                .toList();
    }

    private static String trace(Prepared prepared) {
        Collection<String> traces =
                prepared.records().stream()
                        .map(record ->
                                new String(
                                        record.headers().lastHeader("traceparent").value(),
                                        StandardCharsets.US_ASCII))
                        .collect(Collectors.toSet());
        assertThat(traces).hasSize(1);
        return traces.iterator().next();
    }

    private static String reading(Instant time, String members) {
        return "{\"time\":\"%s\",\"values\":{%s}}".formatted(time, members);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
