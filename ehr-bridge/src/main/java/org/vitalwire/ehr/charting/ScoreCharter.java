package org.vitalwire.ehr.charting;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.vitalwire.contracts.event.Score;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.ehr.chart.ChartEntry;
import org.vitalwire.ehr.chart.ChartFacts;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.chart.ChartKey;
import org.vitalwire.ehr.ledger.ObservationLedger;
import org.vitalwire.kit.kafka.BatchHandler;
import org.vitalwire.kit.kafka.RecordDecoder;

/** Charts complete NEWS2 scores, the newest of each minute. An incomplete one has no total. */
final class ScoreCharter implements BatchHandler {

    private static final String NEWS2 = "news2";

    private final RecordDecoder decoder;
    private final ObservationLedger ledger;
    private final Duration delay;
    private final Counter charted;

    ScoreCharter(
            RecordDecoder decoder,
            ObservationLedger ledger,
            ChartingSettings settings,
            MeterRegistry meters) {
        this.decoder = decoder;
        this.ledger = ledger;
        this.delay = settings.scoreDelay();
        this.charted = meters.counter("vitalwire.ehr.charted", "kind", "score");
    }

    @Override
    public void handle(List<ConsumerRecord<String, byte[]>> batch) {
        List<ChartEntry> entries =
                decoder.decode(EventCodecs.SCORE, batch).stream()
                        .map(received -> received.event())
                        .filter(ScoreCharter::isForTheChart)
                        .map(ScoreCharter::entry)
                        .toList();
        if (!entries.isEmpty()) {
            charted.increment(ledger.chart(entries, delay));
        }
    }

    private static boolean isForTheChart(Score score) {
        return score.score().equals(NEWS2) && score.asOf(score.measuredAt()).isComplete();
    }

    private static ChartEntry entry(Score score) {
        return new ChartEntry(
                new ChartKey(
                        score.patientId(),
                        Optional.empty(),
                        ChartItem.NEWS2,
                        ChartKey.minuteOf(score.measuredAt())),
                new ChartFacts.Scored(score),
                score.synthetic(),
                score.retrospective());
    }
}
