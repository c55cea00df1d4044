package org.vitalwire.gateway.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.vitalwire.contracts.event.DeviceEvent;
import org.vitalwire.contracts.event.DeviceEventKind;
import org.vitalwire.contracts.event.RejectedPayload;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.topic.Keys;
import org.vitalwire.contracts.waveform.WaveformPacket;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.gateway.association.AssociationLedger;
import org.vitalwire.gateway.codec.DecodingTrace;
import org.vitalwire.gateway.codec.PayloadCodec;
import org.vitalwire.gateway.codec.PayloadCodecs;
import org.vitalwire.gateway.intake.clock.DeviceClocks;
import org.vitalwire.gateway.waveform.WaveformForm;

/**
 * Makes of a message the records that Kafka must keep: its readings, each resolved to whom the
 * device was on when it measured, and what had to be refused.
 */
public final class Intake {

    private static final int RECORD_OVERHEAD = 120;

    private final Assessor assessor;
    private final WaveformAssessor waveformAssessor;
    private final PayloadCodecs codecs;
    private final int maximumPayload;
    private final Traffic traffic;
    private final DeviceClocks deviceClocks;

    /** Each device's last event of another patient. */
    private final Map<String, String> mismatches = new ConcurrentHashMap<>();

    /** Where nobody asks who was heard of when. */
    public Intake(
            PayloadCodecs codecs,
            AssociationLedger ledger,
            ClockSettings clocks,
            int maximumPayload) {
        this(
                codecs,
                ledger,
                clocks,
                maximumPayload,
                new Traffic(),
                new DeviceClocks(clocks.clockTolerance(), Duration.ofSeconds(1)));
    }

    /**
     * @param maximumPayload bytes; a larger one is refused whole
     * @param traffic hears of each message that is taken in
     * @param deviceClocks hear of each that was sent on its own for the first time
     */
    public Intake(
            PayloadCodecs codecs,
            AssociationLedger ledger,
            ClockSettings clocks,
            int maximumPayload,
            Traffic traffic,
            DeviceClocks deviceClocks) {
        this.codecs = codecs;
        this.traffic = traffic;
        this.deviceClocks = deviceClocks;
        ClockJudgement judgement = new ClockJudgement(clocks);
        this.assessor = new Assessor(codecs, ledger, judgement, deviceClocks, maximumPayload);
        this.waveformAssessor = new WaveformAssessor(judgement, maximumPayload);
        this.maximumPayload = maximumPayload;
    }

    /**
     * What a message holds. Nothing is stored and nothing remembered.
     *
     * @param now what the lane is judged by
     */
    public Assessment assess(Publication message, Instant now, DecodingTrace trace) {
        WaveformForm form = WaveformForm.of(message.device().id().value(), message.topic());
        return form == null
                ? assessor.assess(message, now, trace)
                : waveformAssessor.assess(message, form, now, trace);
    }

    /** What a device published on its own topic. */
    public Prepared readings(Publication message) {
        Assessment assessed = assessor.assess(message, message.receivedAt(), DecodingTrace.NONE);
        String device = message.device().id().value();
        traffic.came(device, message.receivedAt(), assessed.readings());
        if (assessed.liveMeasuredMicros() != Assessment.NOT_LIVE) {
            deviceClocks.heard(
                    device, assessed.liveMeasuredMicros(), Assessor.micros(message.receivedAt()));
        }
        Batch batch = new Batch(message);
        for (int i = 0; i < assessed.readings().size(); i++) {
            batch.accept(assessed.readings().get(i));
        }
        batch.reject(assessed);
        for (DeviceEvent event : assessed.events()) {
            if (event.kind() != DeviceEventKind.PATIENT_MISMATCH || isNews(event)) {
                batch.tell(event);
            }
        }
        if (batch.isEmpty()) {
            // Somebody waits for Kafka to have what was made of the message: it is something.
            batch.reject(
                    Assessment.refused(
                            assessed.codec(),
                            assessed.payload(),
                            FailureCode.NO_MEASUREMENT,
                            "the payload holds nothing"));
        }
        return batch.prepared();
    }

    /**
     * What was refused before, by the rules of now. The message ids are those that it would have
     * had then, so nothing is stored twice.
     *
     * @param now decides the lane: what is no longer live must not page anybody
     */
    public Replay replay(Publication message, Instant now) {
        Assessment assessed = assess(message, now, DecodingTrace.NONE);
        Batch batch = new Batch(message);
        assessed.readings().forEach(batch::accept);
        assessed.packets().forEach(batch::accept);
        assessed.events().stream()
                .filter(event -> event.kind() != DeviceEventKind.PATIENT_MISMATCH)
                .forEach(batch::tell);
        return new Replay(batch.prepared(), assessed.faults());
    }

    /** Every message of a wrongly associated monitor says so; its events' ids say how often. */
    private boolean isNews(DeviceEvent event) {
        String device = event.deviceId().map(DeviceId::value).orElse("");
        return !event.eventId().equals(mismatches.put(device, event.eventId()));
    }

    /** What a device published on one of its topics of sampled waves. */
    public Prepared waveforms(Publication message, WaveformForm form) {
        Assessment assessed =
                waveformAssessor.assess(message, form, message.receivedAt(), DecodingTrace.NONE);
        traffic.came(message.device().id().value(), message.receivedAt(), assessed.readings());
        Batch batch = new Batch(message);
        assessed.packets().forEach(batch::accept);
        batch.reject(assessed);
        return batch.prepared();
    }

    /** What a device published where it may not. */
    public Prepared refused(Publication message, FailureCode code, String reason) {
        return refused(message, "mqtt", code, reason);
    }

    /**
     * What a device may not send.
     *
     * @param protocol by which it came; stands where a codec's name does
     */
    public Prepared refused(Publication message, String protocol, FailureCode code, String reason) {
        Batch batch = new Batch(message);
        batch.reject(Assessment.refused(protocol, message.payload(), code, reason));
        return batch.prepared();
    }

    /** Collects the records of one message. */
    private final class Batch {
        private final Publication message;
        private final Header trace;
        private final List<ProducerRecord<String, byte[]>> records = new ArrayList<>(2);
        private final List<FailureCode> rejected = new ArrayList<>(0);
        private int readings;
        private boolean alarmed;
        private int waveforms;
        private int bytes;

        Batch(Publication message) {
            this.message = message;
            this.trace = RecordFactory.trace(message.traceparent());
        }

        void accept(Reading reading) {
            add(RecordFactory.of(EventCodecs.READING, Keys.of(reading), reading, trace));
            readings++;
        }

        void accept(WaveformPacket packet) {
            // Keyed by the device: whose it is, the ledger says when it is read.
            add(
                    RecordFactory.of(
                            EventCodecs.WAVEFORM_PACKET, packet.deviceId().value(), packet, trace));
            waveforms++;
        }

        void reject(Assessment assessed) {
            if (assessed.faults().isEmpty()) {
                return;
            }
            BoundedRejections bounded =
                    new BoundedRejections(
                            message, assessed, readingsStandAlone(assessed), maximumPayload);
            boolean isFirst = true;
            for (BoundedRejections.Kept kept : bounded.all()) {
                RejectedPayload rejection = kept.rejection();
                rejected.add(rejection.code());
                ProducerRecord<String, byte[]> record =
                        RecordFactory.of(
                                EventCodecs.REJECTED_PAYLOAD,
                                rejection.deviceId(),
                                rejection,
                                trace);
                RejectionHeaders.add(
                        record.headers(), message.properties(), message.resent(), kept.part());
                if (isFirst) {
                    RejectionHeaders.addSequences(record.headers(), assessed.faults());
                    isFirst = false;
                }
                add(record);
            }
        }

        void tell(DeviceEvent event) {
            add(
                    RecordFactory.of(
                            EventCodecs.DEVICE_EVENT, message.device().id().value(), event, trace));
            alarmed |= event.kind() != DeviceEventKind.PATIENT_MISMATCH;
        }

        boolean isEmpty() {
            return records.isEmpty();
        }

        Prepared prepared() {
            return new Prepared(
                    records,
                    readings + waveforms > 0 || alarmed,
                    readings,
                    waveforms,
                    rejected,
                    bytes);
        }

        private void add(ProducerRecord<String, byte[]> record) {
            records.add(record);
            bytes += record.value().length + record.key().length() + RECORD_OVERHEAD;
        }
    }

    private boolean readingsStandAlone(Assessment assessed) {
        return codecs.find(assessed.codec()).map(PayloadCodec::readingsStandAlone).orElse(false);
    }
}
