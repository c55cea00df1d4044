package org.vitalwire.ingest.score;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.vitalwire.contracts.event.Score;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.ingest.erasure.ErasedPatients;
import org.vitalwire.ingest.store.Halving;
import org.vitalwire.ingest.store.RefusedRows;
import org.vitalwire.kit.kafka.BatchHandler;
import org.vitalwire.kit.kafka.Received;
import org.vitalwire.kit.kafka.RecordDecoder;

/** Takes batches of scores.v1 into the store. */
final class ScoreIntake implements BatchHandler {

    private final RecordDecoder decoder;
    private final ScoreStore store;
    private final RefusedRows refused;
    private final CommittedScores committed;
    private final ErasedPatients erased;

    ScoreIntake(
            RecordDecoder decoder,
            ScoreStore store,
            RefusedRows refused,
            CommittedScores committed,
            ErasedPatients erased) {
        this.decoder = decoder;
        this.store = store;
        this.refused = refused;
        this.committed = committed;
        this.erased = erased;
    }

    @Override
    public void handle(List<ConsumerRecord<String, byte[]>> batch) {
        erased.during(() -> take(batch));
    }

    private void take(List<ConsumerRecord<String, byte[]>> batch) {
        List<Score> scores =
                decoder.decode(EventCodecs.SCORE, batch).stream()
                        .map(Received::event)
                        .filter(score -> !erased.covers(score.patientId(), score.measuredAt()))
                        .toList();
        if (!scores.isEmpty()) {
            Halving.write(
                    scores,
                    this::write,
                    (score, refusal) ->
                            refused.quarantine(
                                    EventCodecs.SCORE, score, "", score.messageId(), refusal));
        }
    }

    private void write(List<Score> scores) {
        store.write(scores);
        committed.committedScores(scores);
    }
}
