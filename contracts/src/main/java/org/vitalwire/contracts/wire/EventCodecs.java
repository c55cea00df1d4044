package org.vitalwire.contracts.wire;

import org.vitalwire.contracts.event.AlertEpisode;
import org.vitalwire.contracts.event.AssociationHistory;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.event.DeviceEvent;
import org.vitalwire.contracts.event.DeviceStatus;
import org.vitalwire.contracts.event.ErasureNotice;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.HeldBack;
import org.vitalwire.contracts.event.OxygenTargetOrder;
import org.vitalwire.contracts.event.PolicyDecision;
import org.vitalwire.contracts.event.RejectedPayload;
import org.vitalwire.contracts.event.Score;
import org.vitalwire.contracts.event.ShadowNotice;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.contracts.waveform.WaveformPacket;
import org.vitalwire.contracts.wire.v1.AlertEpisodeEvent;
import org.vitalwire.contracts.wire.v1.AssociationHistoryEvent;
import org.vitalwire.contracts.wire.v1.CensusEntryEvent;
import org.vitalwire.contracts.wire.v1.DeviceEventEvent;
import org.vitalwire.contracts.wire.v1.DeviceStatusEvent;
import org.vitalwire.contracts.wire.v1.ErasureEvent;
import org.vitalwire.contracts.wire.v1.FindingEvent;
import org.vitalwire.contracts.wire.v1.HeldBackEvent;
import org.vitalwire.contracts.wire.v1.OxygenTargetOrderEvent;
import org.vitalwire.contracts.wire.v1.PolicyDecisionEvent;
import org.vitalwire.contracts.wire.v1.ReadingEvent;
import org.vitalwire.contracts.wire.v1.RejectedPayloadEvent;
import org.vitalwire.contracts.wire.v1.ScoreEvent;
import org.vitalwire.contracts.wire.v1.ShadowEvent;
import org.vitalwire.contracts.wire.v1.WaveformPacketEvent;

/** The codec of each topic. */
public final class EventCodecs {

    public static final EventCodec<Reading> READING =
            EventCodec.of(
                    Topic.READINGS,
                    ReadingEvent.getDefaultInstance(),
                    ReadingEvent.parser(),
                    ReadingMapping::toWire,
                    ReadingMapping::toDomain);

    public static final EventCodec<WaveformPacket> WAVEFORM_PACKET =
            EventCodec.of(
                    Topic.WAVEFORMS,
                    WaveformPacketEvent.getDefaultInstance(),
                    WaveformPacketEvent.parser(),
                    WaveformMapping::toWire,
                    WaveformMapping::toDomain);

    public static final EventCodec<DeviceStatus> DEVICE_STATUS =
            EventCodec.of(
                    Topic.DEVICE_STATUS,
                    DeviceStatusEvent.getDefaultInstance(),
                    DeviceStatusEvent.parser(),
                    DeviceMapping::toWire,
                    DeviceMapping::toDomain);

    public static final EventCodec<DeviceEvent> DEVICE_EVENT =
            EventCodec.of(
                    Topic.DEVICE_EVENTS,
                    DeviceEventEvent.getDefaultInstance(),
                    DeviceEventEvent.parser(),
                    DeviceEventMapping::toWire,
                    DeviceEventMapping::toDomain);

    public static final EventCodec<AssociationHistory> ASSOCIATION_HISTORY =
            EventCodec.of(
                    Topic.ASSOCIATIONS,
                    AssociationHistoryEvent.getDefaultInstance(),
                    AssociationHistoryEvent.parser(),
                    DeviceMapping::toWire,
                    DeviceMapping::toDomain);

    public static final EventCodec<RejectedPayload> REJECTED_PAYLOAD =
            EventCodec.of(
                    Topic.REJECTED,
                    RejectedPayloadEvent.getDefaultInstance(),
                    RejectedPayloadEvent.parser(),
                    DeviceMapping::toWire,
                    DeviceMapping::toDomain);

    public static final EventCodec<CensusEntry> CENSUS_ENTRY =
            EventCodec.of(
                    Topic.PATIENTS,
                    CensusEntryEvent.getDefaultInstance(),
                    CensusEntryEvent.parser(),
                    CensusMapping::toWire,
                    CensusMapping::toDomain);

    public static final EventCodec<OxygenTargetOrder> OXYGEN_TARGET_ORDER =
            EventCodec.of(
                    Topic.SCORING_ORDERS,
                    OxygenTargetOrderEvent.getDefaultInstance(),
                    OxygenTargetOrderEvent.parser(),
                    CensusMapping::toWire,
                    CensusMapping::toDomain);

    public static final EventCodec<Score> SCORE =
            EventCodec.of(
                    Topic.SCORES,
                    ScoreEvent.getDefaultInstance(),
                    ScoreEvent.parser(),
                    ScoreMapping::toWire,
                    ScoreMapping::toDomain);

    public static final EventCodec<Finding> FINDING =
            EventCodec.of(
                    Topic.FINDINGS,
                    FindingEvent.getDefaultInstance(),
                    FindingEvent.parser(),
                    FindingMapping::toWire,
                    FindingMapping::toDomain);

    public static final EventCodec<HeldBack> HELD_BACK =
            EventCodec.of(
                    Topic.HELD_BACK,
                    HeldBackEvent.getDefaultInstance(),
                    HeldBackEvent.parser(),
                    HeldBackMapping::toWire,
                    HeldBackMapping::toDomain);

    public static final EventCodec<AlertEpisode> ALERT_EPISODE =
            EventCodec.of(
                    Topic.ALERTS,
                    AlertEpisodeEvent.getDefaultInstance(),
                    AlertEpisodeEvent.parser(),
                    FindingMapping::toWire,
                    FindingMapping::toDomain);

    public static final EventCodec<ErasureNotice> ERASURE =
            EventCodec.of(
                    Topic.ERASURES,
                    ErasureEvent.getDefaultInstance(),
                    ErasureEvent.parser(),
                    ErasureMapping::toWire,
                    ErasureMapping::toDomain);

    public static final EventCodec<PolicyDecision> POLICY_DECISION =
            EventCodec.of(
                    Topic.POLICIES,
                    PolicyDecisionEvent.getDefaultInstance(),
                    PolicyDecisionEvent.parser(),
                    PolicyMapping::toWire,
                    PolicyMapping::toDomain);

    public static final EventCodec<ShadowNotice> SHADOW =
            EventCodec.of(
                    Topic.SHADOW_FINDINGS,
                    ShadowEvent.getDefaultInstance(),
                    ShadowEvent.parser(),
                    PolicyMapping::toWire,
                    PolicyMapping::toDomain);

    private EventCodecs() {}
}
