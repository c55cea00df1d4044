package org.vitalwire.gateway.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.reading.Lane;
import org.vitalwire.gateway.association.TestLedgers;
import org.vitalwire.gateway.codec.DecodedPayload;
import org.vitalwire.gateway.codec.DecodingTrace;
import org.vitalwire.gateway.codec.DecodingTrace.Outcome;
import org.vitalwire.gateway.codec.NativeJsonCodec;
import org.vitalwire.gateway.codec.Payload;
import org.vitalwire.gateway.codec.PayloadCodec;
import org.vitalwire.gateway.codec.PayloadCodecs;
import org.vitalwire.gateway.device.RegisteredDevice;
import org.vitalwire.gateway.device.TestDevices;
import org.vitalwire.gateway.explain.Explanation.ExplainedValue;
import org.vitalwire.gateway.explain.Explanation.Step;
import org.vitalwire.gateway.intake.ClockSettings;
import org.vitalwire.gateway.intake.Intake;
import org.vitalwire.gateway.intake.Publication;

class ExplainerTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final String PAYLOAD =
            """
            {"time":"2026-11-22T10:00:00Z","seq":7,"boot":"b1","site":"left","values":{
              "temperature":{"value":98.2,"unit":"[degF]"},"spo2":500,"consciousness":"A",
              "heart-rate":{"value":1,"unit":"furlong"},"mood":3}}\
            """;

    private final RegisteredDevice device = TestDevices.monitor("monitor-1");

    @Test
    void eachValueIsShownWithItsUnitFlagsAndReason() {
        Explanation explanation = explain(new NativeJsonCodec(), device, PAYLOAD, true);

        assertThat(explanation.codec()).isEqualTo("vitalwire-json");
        assertThat(explanation.accepted()).isTrue();
        assertThat(explanation.readings()).hasSize(1);
        var reading = explanation.readings().getFirst();
        assertThat(reading.values())
                .containsExactly(
                        new ExplainedValue("temperature", 36.8, "Cel", List.of()),
                        new ExplainedValue("spo2", 500.0, "%", List.of("implausible")),
                        new ExplainedValue("consciousness", "A", "", List.of()));
        assertThat(reading.sequence()).isEqualTo(7);
        assertThat(reading.boot()).isEqualTo("b1");
        assertThat(reading.lane()).isEqualTo(Lane.LIVE);
        assertThat(reading.patientId()).isEqualTo("pat-1");
        assertThat(reading.messageId()).isEqualTo("monitor-1:b1:7");
        assertThat(explanation.faults())
                .extracting(Explanation.ExplainedFault::code)
                .containsExactly("UNKNOWN_UNIT", "UNKNOWN_SIGN");
    }

    @Test
    void theStepsSayWhatWasDoneInTheirOrder() {
        List<Step> steps = explain(new NativeJsonCodec(), device, PAYLOAD, true).steps();

        assertThat(steps)
                .contains(
                        new Step("site", Outcome.SKIPPED, "not a member that is read"),
                        new Step("values.temperature", Outcome.TAKEN, "98.2 [degF] is 36.8 Cel"),
                        new Step("values.spo2", Outcome.TAKEN, "500.0 %, not plausible: flagged"),
                        new Step("values.mood", Outcome.REFUSED, "no sign of the catalogue"))
                .extracting(Step::step, Step::outcome)
                .startsWith(Tuple.tuple("codec", Outcome.TAKEN), Tuple.tuple("time", Outcome.TAKEN))
                .endsWith(
                        Tuple.tuple("clock", Outcome.TAKEN),
                        Tuple.tuple("lane", Outcome.TAKEN),
                        Tuple.tuple("patient", Outcome.TAKEN),
                        Tuple.tuple("message id", Outcome.TAKEN));
    }

    @Test
    void aPatientWhomTheCallerMayNotSeeIsNotShown() {
        Explanation explanation = explain(new NativeJsonCodec(), device, PAYLOAD, false);

        assertThat(explanation.readings().getFirst().patientId()).isNull();
        assertThat(explanation.toString()).doesNotContain("pat-1");
    }

    @Test
    void aPayloadForAModelAloneHasNoDeviceAndNoPatient() {
        Explanation explanation =
                explain(
                        new NativeJsonCodec(),
                        RegisteredDevice.anyOf(device.model()),
                        PAYLOAD,
                        true);

        assertThat(explanation.device()).isNull();
        assertThat(explanation.readings().getFirst().patientId()).isNull();
        assertThat(explanation.accepted()).isTrue();
    }

    @Test
    void aFaultOfTheGatewayIsSaidToBeOne() {
        PayloadCodec broken =
                new PayloadCodec() {
                    @Override
                    public String name() {
                        return NativeJsonCodec.NAME;
                    }

                    @Override
                    public DecodedPayload decode(Payload payload, DecodingTrace trace) {
                        throw new IllegalStateException("quotes the payload");
                    }
                };

        Explanation explanation = explain(broken, device, PAYLOAD, true);

        assertThat(explanation.accepted()).isFalse();
        assertThat(explanation.faults().getFirst().code()).isEqualTo("UNEXPECTED");
        assertThat(explanation.toString()).doesNotContain("quotes");
    }

    @Test
    void aTraceIsNoLongerThanAnybodyReads() {
        RecordedTrace trace = new RecordedTrace();
        for (int i = 0; i < RecordedTrace.MOST_STEPS + 7; i++) {
            trace.step("x", Outcome.TAKEN, () -> "y".repeat(RecordedTrace.LONGEST_DETAIL + 1));
        }

        assertThat(trace.steps()).hasSize(RecordedTrace.MOST_STEPS + 1);
        assertThat(trace.steps().getLast().detail()).isEqualTo("7 more steps");
        assertThat(trace.steps().getFirst().detail())
                .hasSize(RecordedTrace.LONGEST_DETAIL + "...".length());
    }

    private Explanation explain(
            PayloadCodec codec, RegisteredDevice of, String payload, boolean visible) {
        Intake intake =
                new Intake(
                        PayloadCodecs.of(List.of(codec)),
                        TestLedgers.of(
                                device.id(),
                                TestLedgers.period("pat-1", NOW.minusSeconds(50), null)),
                        new ClockSettings(
                                Duration.ofSeconds(60),
                                Duration.ofMinutes(2),
                                Duration.ofSeconds(2)),
                        256 * 1024);
        return new Explainer(intake)
                .explain(
                        new Publication(
                                of,
                                of.readingsTopic(),
                                "",
                                payload.getBytes(StandardCharsets.UTF_8),
                                0,
                                false,
                                Map.of(),
                                NOW),
                        patient -> visible);
    }
}
