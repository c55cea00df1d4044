package org.vitalwire.alert.intake;

import com.google.protobuf.ByteString;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.vitalwire.alert.ledger.EpisodeLedger;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.RejectedPayload;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.kit.erasure.ForgottenPatients;
import org.vitalwire.kit.kafka.BatchHandler;
import org.vitalwire.kit.kafka.EventPublisher;
import org.vitalwire.kit.kafka.Received;
import org.vitalwire.kit.kafka.RecordDecoder;

/**
 * Takes findings in. One transaction a batch, and offsets only after it: a crash in between gives
 * the batch again, and the inbox of the ledger knows it.
 *
 * <p>A finding that the database itself refuses would come back for ever and hold up all behind it.
 * It goes to quarantine, loudly, and its neighbours pass one by one.
 */
final class FindingIntake implements BatchHandler {

    private static final Logger log = LoggerFactory.getLogger(FindingIntake.class);

    private final RecordDecoder decoder;
    private final EpisodeLedger ledger;
    private final EventPublisher publisher;
    private final InstantSource clock;
    private final ForgottenPatients forgotten;
    private final Counter refused;

    FindingIntake(
            RecordDecoder decoder,
            EpisodeLedger ledger,
            EventPublisher publisher,
            InstantSource clock,
            MeterRegistry meters,
            ForgottenPatients forgotten) {
        this.decoder = decoder;
        this.ledger = ledger;
        this.publisher = publisher;
        this.clock = clock;
        this.forgotten = forgotten;
        this.refused = meters.counter("vitalwire.alert.findings.refused");
    }

    @Override
    public void handle(List<ConsumerRecord<String, byte[]>> batch) {
        forgotten.during(() -> take(decoder.decode(EventCodecs.FINDING, batch)));
    }

    private void take(List<Received<Finding>> received) {
        // What began before a patient was forgotten does not bring them back, however it went on.
        List<Received<Finding>> findings =
                received.stream()
                        .filter(one ->
                                !forgotten.covers(one.event().patientId(), one.event().startedAt()))
                        .toList();
        try {
            ledger.record(findings);
        } catch (DuplicateKeyException e) {
            // Another replica raised the same episode at this moment: the next attempt sees it.
            throw e;
        } catch (DataIntegrityViolationException e) {
            findings.forEach(this::recordOrQuarantine);
        }
    }

    private void recordOrQuarantine(Received<Finding> received) {
        try {
            ledger.record(List.of(received));
        } catch (DuplicateKeyException e) {
            throw e;
        } catch (DataIntegrityViolationException e) {
            quarantine(received.event());
        }
    }

    private void quarantine(Finding finding) {
        refused.increment();
        log.atError()
                .addKeyValue("finding", finding.findingId())
                .addKeyValue("code", FailureCode.ROW_REFUSED)
                .log("database refuses a finding, quarantined: nobody is alerted of it");
        byte[] bytes = EventCodecs.FINDING.encode(finding);
        String topic = Topic.FINDINGS.topicName();
        RejectedPayload rejected =
                new RejectedPayload(
                        finding.findingId(),
                        "",
                        topic,
                        FailureCode.ROW_REFUSED,
                        "the alert database refuses the row",
                        "protobuf",
                        clock.instant(),
                        ByteString.copyFrom(bytes),
                        bytes.length,
                        Optional.empty());
        publisher.publish(EventCodecs.REJECTED_PAYLOAD, finding.findingId(), rejected, null).join();
    }
}
