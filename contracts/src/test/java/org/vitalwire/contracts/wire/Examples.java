package org.vitalwire.contracts.wire;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.vitalwire.contracts.event.AlertEpisode;
import org.vitalwire.contracts.event.AssociationHistory;
import org.vitalwire.contracts.event.AssociationPeriod;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.event.DeviceEvent;
import org.vitalwire.contracts.event.DeviceEventKind;
import org.vitalwire.contracts.event.DeviceStatus;
import org.vitalwire.contracts.event.ErasureNotice;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.HeldBack;
import org.vitalwire.contracts.event.OxygenTargetOrder;
import org.vitalwire.contracts.event.PolicyDecision;
import org.vitalwire.contracts.event.PolicyScope;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.event.RejectedPayload;
import org.vitalwire.contracts.event.Score;
import org.vitalwire.contracts.event.ShadowNotice;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.ClockQuality;
import org.vitalwire.contracts.reading.Lane;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.reading.Sequence;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.ValueFlag;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.waveform.Samples;
import org.vitalwire.contracts.waveform.WaveformPacket;

/** One synthetic event of each kind, with every field set. */
final class Examples {

    static final Instant MEASURED = Instant.parse("2026-11-22T10:00:00.123456Z");
    static final DeviceId DEVICE = new DeviceId("monitor-1");
    static final PatientId PATIENT = new PatientId("P1");

    private static final ShadowNotice.Candidate CANDIDATE =
            new ShadowNotice.Candidate(PolicyScope.ORGANISATION, 4, "ward-adult");

    /** A codec with its example. */
    record Example<E>(EventCodec<E> codec, E event, String fileName) {
        Example(EventCodec<E> codec, E event) {
            this(codec, event, codec.topic().topicName() + ".bin");
        }

        byte[] encoded() {
            return codec.encode(event);
        }
    }

    static final List<Example<?>> ALL =
            List.of(
                    new Example<>(
                            EventCodecs.READING,
                            new Reading(
                                    "monitor-1:7:1",
                                    DEVICE,
                                    Optional.of(PATIENT),
                                    Optional.of("A-03"),
                                    MEASURED,
                                    Duration.ofMillis(-250),
                                    ClockQuality.OFFSET,
                                    MEASURED.plusMillis(80),
                                    Lane.LIVE,
                                    List.of(
                                            new VitalValue(VitalSign.HEART_RATE, 72, 0),
                                            new VitalValue(
                                                    VitalSign.SPO2,
                                                    12,
                                                    ValueFlag.IMPLAUSIBLE.bit())),
                                    true)),
                    new Example<>(
                            EventCodecs.DEVICE_STATUS,
                            new DeviceStatus(
                                    DEVICE,
                                    "bedside-monitor",
                                    DeviceStatus.Connection.LOST,
                                    MEASURED,
                                    OptionalDouble.of(40),
                                    Optional.of("1.2"),
                                    Optional.of("lead off"))),
                    new Example<>(
                            EventCodecs.ASSOCIATION_HISTORY,
                            new AssociationHistory(
                                    DEVICE,
                                    List.of(
                                            new AssociationPeriod(
                                                    "a1",
                                                    PATIENT,
                                                    Optional.of("A-03"),
                                                    MEASURED,
                                                    Optional.of(MEASURED.plusSeconds(60)),
                                                    "operator")))),
                    new Example<>(
                            EventCodecs.REJECTED_PAYLOAD,
                            new RejectedPayload(
                                    "r1",
                                    "monitor-1",
                                    "vitalwire/v1/monitor-1/readings",
                                    FailureCode.UNKNOWN_UNIT,
                                    "heart-rate does not come in that unit",
                                    "native-json",
                                    MEASURED,
                                    ByteString.copyFromUtf8("{}"),
                                    2,
                                    Optional.of("m1"))),
                    new Example<>(
                            EventCodecs.CENSUS_ENTRY,
                            new CensusEntry(
                                    PATIENT,
                                    Optional.of("SIM Example, Ada"),
                                    Optional.of(LocalDate.of(1950, 1, 2)),
                                    Optional.of("ward-a"),
                                    Optional.of("A-03"),
                                    true)),
                    new Example<>(
                            EventCodecs.CENSUS_ENTRY,
                            new CensusEntry(
                                    PATIENT,
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.of("ward-a"),
                                    Optional.empty(),
                                    false,
                                    Optional.of(MEASURED),
                                    Optional.of(new PatientId("survivor"))),
                            "patients.v1.gone.bin"),
                    new Example<>(
                            EventCodecs.OXYGEN_TARGET_ORDER,
                            new OxygenTargetOrder(PATIENT, 2, MEASURED, "clinician")),
                    new Example<>(
                            EventCodecs.SCORE,
                            new Score(
                                    "news2",
                                    PATIENT,
                                    MEASURED,
                                    2,
                                    List.of(
                                            new Score.Component(
                                                    "pulse",
                                                    3,
                                                    Optional.of(
                                                            new Score.Input(
                                                                    72,
                                                                    0,
                                                                    MEASURED,
                                                                    MEASURED.plusSeconds(300),
                                                                    "m1"))),
                                            new Score.Component("spo2", 3, Optional.empty())),
                                    true,
                                    true,
                                    "m1")),
                    new Example<>(
                            EventCodecs.FINDING,
                            new Finding(
                                    "f1",
                                    PATIENT,
                                    "low-spo2",
                                    Finding.Phase.STARTED,
                                    Priority.HIGH,
                                    MEASURED,
                                    MEASURED.plusSeconds(15),
                                    "SpO2 low",
                                    "84 %, below 90 % for 15 s",
                                    List.of(new Finding.Evidence(VitalSign.SPO2, 84, MEASURED)),
                                    false,
                                    true,
                                    "m1",
                                    MEASURED)),
                    new Example<>(
                            EventCodecs.ALERT_EPISODE,
                            new AlertEpisode(
                                    "e1",
                                    PATIENT,
                                    "low-spo2",
                                    Priority.HIGH,
                                    AlertEpisode.Transition.ACKNOWLEDGED,
                                    MEASURED,
                                    MEASURED,
                                    Optional.of("clinician"),
                                    "SpO2 low",
                                    true,
                                    true,
                                    false,
                                    true)));

    /** What later releases added; written once, as the others, by {@code -Dgolden.write}. */
    static final List<Example<?>> ADDED =
            List.of(
                    new Example<>(
                            EventCodecs.SCORE,
                            new Score(
                                    "bedside-pews",
                                    PATIENT,
                                    MEASURED,
                                    0,
                                    List.of(
                                            new Score.Component(
                                                    "systolic-pressure",
                                                    4,
                                                    Optional.of(
                                                            new Score.Input(
                                                                    72,
                                                                    1,
                                                                    MEASURED,
                                                                    MEASURED.plusSeconds(300),
                                                                    "m1",
                                                                    Optional.of(
                                                                            "invasive-systolic-pressure"))))),
                                    false,
                                    true,
                                    "m1",
                                    Optional.of(
                                            new Score.Table(
                                                    "Parshuram 2009",
                                                    Optional.of("3 to 11 months"),
                                                    List.of(new Score.Risk("trigger", 8)))),
                                    Optional.empty()),
                            "scores.v1.table.bin"),
                    new Example<>(
                            EventCodecs.SCORE,
                            new Score(
                                    "obstetric",
                                    PATIENT,
                                    MEASURED,
                                    0,
                                    List.of(new Score.Component("table", 0, Optional.empty())),
                                    false,
                                    false,
                                    "m1",
                                    Optional.empty(),
                                    Optional.of(
                                            new Score.Refusal("no-table", "there is no table"))),
                            "scores.v1.refusal.bin"),
                    new Example<>(
                            EventCodecs.DEVICE_EVENT,
                            new DeviceEvent(
                                    "d1",
                                    Optional.of(DEVICE),
                                    DeviceEventKind.SEQUENCE_GAP,
                                    DeviceEvent.Phase.STARTED,
                                    DeviceEvent.Severity.PROBLEM,
                                    MEASURED,
                                    "2 messages are missing",
                                    "monitor-1:7:gap",
                                    List.of(DEVICE))),
                    new Example<>(
                            EventCodecs.WAVEFORM_PACKET,
                            new WaveformPacket(
                                    "monitor-1:waveform:7:1:26",
                                    DEVICE,
                                    VitalSign.ECG_LEAD_II,
                                    MEASURED,
                                    62_500,
                                    new WaveformPacket.Scale(0.005, -1.5),
                                    samplesWithGaps(),
                                    MEASURED.plusMillis(80),
                                    Lane.LIVE,
                                    true,
                                    Optional.of(new Sequence("7", 1)))),
                    new Example<>(
                            EventCodecs.ERASURE,
                            new ErasureNotice.Erasure(
                                    "x1",
                                    PATIENT,
                                    MEASURED,
                                    "operator",
                                    List.of(
                                            new ErasureNotice.ErasedPeriod(
                                                    DEVICE, MEASURED.minusSeconds(60), MEASURED)))),
                    new Example<>(
                            EventCodecs.ERASURE,
                            new ErasureNotice.ErasureDone("x1", "ingest-service", MEASURED, 12),
                            "erasures.v1.done.bin"),
                    new Example<>(
                            EventCodecs.POLICY_DECISION,
                            new PolicyDecision(
                                    new PolicyScope.Patient(PATIENT),
                                    3,
                                    "ward-adult",
                                    "charge-nurse",
                                    "chronic hypoxia",
                                    MEASURED.minusSeconds(60),
                                    MEASURED,
                                    Optional.of(MEASURED.plusSeconds(3_600)),
                                    Optional.of("clinician"),
                                    true,
                                    Optional.of("{\"id\":\"ward-adult\"}"))),
                    new Example<>(
                            EventCodecs.POLICY_DECISION,
                            new PolicyDecision(
                                    new PolicyScope.Unit("ward-a"),
                                    1,
                                    "ward-adult",
                                    "charge-nurse",
                                    "too many calls",
                                    MEASURED,
                                    MEASURED,
                                    Optional.empty(),
                                    Optional.empty(),
                                    false,
                                    Optional.empty()),
                            "policies.v1.withdrawn.bin"),
                    new Example<>(
                            EventCodecs.SHADOW,
                            new ShadowNotice.Found(
                                    CANDIDATE,
                                    new Finding(
                                            "f1",
                                            PATIENT,
                                            "low-spo2",
                                            Finding.Phase.STARTED,
                                            Priority.HIGH,
                                            MEASURED,
                                            MEASURED.plusSeconds(15),
                                            "SpO2 low",
                                            "84 %, below 90 % for 15 s",
                                            List.of(),
                                            false,
                                            true,
                                            "m1",
                                            MEASURED))),
                    new Example<>(
                            EventCodecs.SHADOW,
                            new ShadowNotice.Watched(CANDIDATE, PATIENT, MEASURED),
                            "shadow-findings.v1.hour.bin"),
                    new Example<>(
                            EventCodecs.HELD_BACK,
                            new HeldBack(
                                    PATIENT,
                                    DEVICE,
                                    MEASURED,
                                    List.of(
                                            new HeldBack.Value(
                                                    VitalSign.SPO2,
                                                    71,
                                                    HeldBack.Reason.PULSE_DISAGREES,
                                                    "pulse rate 102 /min, ECG 73 /min")),
                                    true,
                                    true,
                                    "m1")));

    /** The newest form of what the first release knew already, with the fields added since. */
    static final List<Example<?>> GROWN =
            List.of(
                    new Example<>(
                            EventCodecs.READING,
                            new Reading(
                                    "monitor-1:7:1",
                                    DEVICE,
                                    Optional.empty(),
                                    Optional.empty(),
                                    MEASURED,
                                    Duration.ZERO,
                                    ClockQuality.SYNCHRONISED,
                                    MEASURED,
                                    Lane.LIVE,
                                    List.of(new VitalValue(VitalSign.HEART_RATE, 72, 0)),
                                    false,
                                    Optional.of(new Sequence("7", 1)))),
                    new Example<>(
                            EventCodecs.DEVICE_STATUS,
                            new DeviceStatus(
                                    DEVICE,
                                    "smart-bed",
                                    DeviceStatus.Connection.ONLINE,
                                    MEASURED,
                                    OptionalDouble.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    List.of(
                                            new DeviceStatus.Item(
                                                    "occupied", "true", Optional.empty()),
                                            new DeviceStatus.Item(
                                                    "weight", "71.5", Optional.of("kg"))))));

    private static Samples samplesWithGaps() {
        BitSet taken = new BitSet();
        taken.set(1, 3);
        taken.set(5);
        return Samples.of(new int[] {0, -8_388_608, 8_388_607, 0, 0, 17, 0}, taken);
    }

    private Examples() {}
}
