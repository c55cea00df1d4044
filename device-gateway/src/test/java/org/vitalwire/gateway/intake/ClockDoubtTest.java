package org.vitalwire.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vitalwire.contracts.event.AssociationPeriod;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.ClockQuality;
import org.vitalwire.contracts.reading.Lane;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.gateway.association.AssociationLedger;
import org.vitalwire.gateway.association.TestLedgers;
import org.vitalwire.gateway.codec.DecodingTrace;
import org.vitalwire.gateway.codec.NativeJsonCodec;
import org.vitalwire.gateway.codec.PayloadCodecs;
import org.vitalwire.gateway.device.RegisteredDevice;
import org.vitalwire.gateway.device.TestDevices;

/** Clocks that are off: what is kept, under which quality, lane and patient. */
class ClockDoubtTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    private final RegisteredDevice device = TestDevices.monitor("monitor-1");

    @Test
    void aBatchOfAnUnsynchronisedDeviceThatSaysItsTimeIsTraceable() {
        Assessment assessed =
                assess(
                        ledger(period("pat-1", LONG_AGO, null)),
                        """
                        [{"time":"2026-11-22T08:00:00Z","values":{"heart-rate":72},
                          "clock":{"synchronised":false,"now":"2026-11-22T09:00:00Z"}},
                         {"time":"2026-11-22T08:59:59Z","values":{"heart-rate":73},
                          "clock":{"synchronised":false,"now":"2026-11-22T09:00:00Z"}}]
                        """,
                        false);

        assertThat(assessed.faults()).isEmpty();
        assertThat(assessed.readings())
                .hasSize(2)
                .allSatisfy(reading -> {
                    assertThat(reading.clockQuality()).isEqualTo(ClockQuality.OFFSET);
                    assertThat(reading.clockOffset()).isEqualTo(Duration.ofHours(1));
                    assertThat(reading.patientId()).contains(new PatientId("pat-1"));
                });
        // The device's own time is as it came; how old it is, is told by the true one.
        assertThat(assessed.readings().get(0).measuredAt())
                .isEqualTo(Instant.parse("2026-11-22T08:00:00Z"));
        assertThat(assessed.readings().get(0).lane()).isEqualTo(Lane.BACKFILL);
        assertThat(assessed.readings().get(1).lane()).isEqualTo(Lane.LIVE);
    }

    @Test
    void aBatchOfAnUnsynchronisedDeviceThatSaysNoTimeIsRefused() {
        Assessment assessed =
                assess(
                        ledger(period("pat-1", LONG_AGO, null)),
                        """
                        [{"time":"2026-11-22T08:00:00Z","values":{"heart-rate":72},
                          "clock":{"synchronised":false}}]
                        """,
                        false);

        assertThat(assessed.readings()).isEmpty();
        assertThat(assessed.faults())
                .singleElement()
                .satisfies(fault ->
                        assertThat(fault.code()).isEqualTo(FailureCode.CLOCK_NOT_TRACEABLE));
    }

    @Test
    void whatWasSentAgainDoesNotSayTheTimeOfItsArrival() {
        String payload =
                """
                {"time":"2026-11-22T08:00:00Z","values":{"heart-rate":72},
                 "clock":{"synchronised":false,"now":"2026-11-22T08:00:01Z"}}
                """;

        assertThat(assess(ledger(), payload, false).readings().getFirst().clockOffset())
                .isEqualTo(Duration.ofSeconds(7_199));
        assertThat(assess(ledger(), payload, true).readings().getFirst().clockQuality())
                .isEqualTo(ClockQuality.UNKNOWN);
    }

    @Test
    void anUnsynchronisedButCurrentReadingIsKeptWithItsOffset() {
        Assessment assessed =
                assess(
                        ledger(period("pat-1", LONG_AGO, null)),
                        """
                        {"time":"2026-11-22T09:59:30Z","values":{"heart-rate":72},
                         "clock":{"synchronised":false}}
                        """,
                        false);

        assertThat(assessed.readings())
                .singleElement()
                .satisfies(reading -> {
                    assertThat(reading.clockQuality()).isEqualTo(ClockQuality.OFFSET);
                    assertThat(reading.clockOffset()).isEqualTo(Duration.ofSeconds(30));
                    assertThat(reading.measuredAt()).isEqualTo(NOW.minusSeconds(30));
                    assertThat(reading.lane()).isEqualTo(Lane.LIVE);
                });
    }

    @Test
    void aBatchOfADeviceThatSaysItIsSynchronisedIsTakenAtItsWord() {
        Assessment assessed =
                assess(
                        ledger(),
                        """
                        [{"time":"2026-11-22T08:00:00Z","values":{"heart-rate":72},
                          "clock":{"synchronised":true}}]
                        """,
                        false);

        assertThat(assessed.readings().getFirst().clockQuality())
                .isEqualTo(ClockQuality.SYNCHRONISED);
        assertThat(assessed.readings().getFirst().lane()).isEqualTo(Lane.BACKFILL);
    }

    @Test
    void atAHandoverTheReadingOfAClockThatIsOffIsOnNobody() {
        AssociationPeriod[] handover = {
            period("pat-1", LONG_AGO, NOW.minusSeconds(10)),
            period("pat-2", NOW.minusSeconds(10), null)
        };

        // Its own time says pat-1; if its clock is thirty seconds behind, it was on pat-2.
        assertThat(single(handover, NOW.minusSeconds(30)).patientId()).isEmpty();
        assertThat(single(handover, NOW.minusSeconds(1)).patientId())
                .contains(new PatientId("pat-2"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void ifEitherTimeIsTrueThePatientIsTheRightOneOrNobody(long seed) {
        Random random = new Random(seed);
        int onSomebody = 0;
        int onNobody = 0;
        for (int i = 0; i < 400; i++) {
            List<AssociationPeriod> periods = new ArrayList<>();
            Instant from = NOW.minusSeconds(7_200);
            while (from.isBefore(NOW)) {
                Instant to = from.plusSeconds(60 + random.nextInt(1_200));
                if (random.nextInt(5) > 0) {
                    periods.add(period("pat-" + random.nextInt(4), from, to));
                }
                from = to;
            }
            Instant trueTime = NOW.minusSeconds(random.nextInt(3_600));
            boolean deviceIsRight = random.nextBoolean();
            // Our clock minus the device's; and how far it says to be behind by clock.now.
            long behind = deviceIsRight ? 0 : 3 + random.nextInt(3_000);
            long said = deviceIsRight ? random.nextInt(1_800) : behind;
            Instant measured = trueTime.minusSeconds(behind);
            String payload =
                    """
                    [{"time":"%s","values":{"heart-rate":72},"clock":{"now":"%s"}}]
                    """
                            .formatted(measured, NOW.minusSeconds(said));
            Optional<PatientId> truth = at(periods, trueTime);

            Reading reading =
                    assess(ledger(periods.toArray(AssociationPeriod[]::new)), payload, false)
                            .readings()
                            .getFirst();

            if (reading.patientId().isPresent()) {
                assertThat(reading.patientId()).isEqualTo(truth);
                onSomebody++;
            } else {
                onNobody++;
            }
            if (truth.equals(at(periods, measured))
                    && truth.equals(at(periods, measured.plusSeconds(said)))) {
                assertThat(reading.patientId()).isEqualTo(truth);
            }
        }
        assertThat(onSomebody).isGreaterThan(50);
        assertThat(onNobody).isGreaterThan(20);
    }

    private static Optional<PatientId> at(List<AssociationPeriod> periods, Instant time) {
        return periods.stream()
                .filter(period -> period.contains(time))
                .map(AssociationPeriod::patientId)
                .findFirst();
    }

    private Reading single(AssociationPeriod[] periods, Instant measured) {
        return assess(
                        ledger(periods),
                        "{\"time\":\"%s\",\"values\":{\"heart-rate\":72}}".formatted(measured),
                        false)
                .readings()
                .getFirst();
    }

    private Assessment assess(AssociationLedger ledger, String payload, boolean resent) {
        return new Intake(
                        PayloadCodecs.of(List.of(new NativeJsonCodec())),
                        ledger,
                        new ClockSettings(
                                Duration.ofSeconds(60),
                                Duration.ofMinutes(2),
                                Duration.ofSeconds(2)),
                        256 * 1024)
                .assess(
                        new Publication(
                                device,
                                device.readingsTopic(),
                                "",
                                payload.getBytes(StandardCharsets.UTF_8),
                                1,
                                resent,
                                Map.of(),
                                NOW),
                        NOW,
                        DecodingTrace.NONE);
    }

    private AssociationLedger ledger(AssociationPeriod... periods) {
        return TestLedgers.of(device.id(), periods);
    }

    private static AssociationPeriod period(String patient, Instant from, @Nullable Instant to) {
        return TestLedgers.period(patient, from, to);
    }
}
