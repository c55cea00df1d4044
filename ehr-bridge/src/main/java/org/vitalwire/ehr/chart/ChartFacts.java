package org.vitalwire.ehr.chart;

import java.time.Instant;
import org.vitalwire.contracts.event.Score;
import org.vitalwire.contracts.wire.EventCodecs;

/** All that an Observation is made of. The ledger keeps this; resources are derived from it. */
public sealed interface ChartFacts {

    record Measured(MinuteSamples samples) implements ChartFacts {
        @Override
        public byte[] encode() {
            return samples.encode();
        }

        @Override
        public ChartFacts after(ChartFacts earlier) {
            return switch (earlier) {
                case Measured(MinuteSamples known) -> {
                    known.addAll(samples);
                    yield new Measured(known);
                }
                case Scored scored -> throw new IllegalStateException("a score is no measurement");
            };
        }

        @Override
        public Instant time() {
            return samples.summarise().time();
        }
    }

    record Scored(Score score) implements ChartFacts {
        @Override
        public byte[] encode() {
            return EventCodecs.SCORE.encode(score);
        }

        /** The newest of the minute stands; of two of the same time the one that came later. */
        @Override
        public ChartFacts after(ChartFacts earlier) {
            return switch (earlier) {
                case Scored(Score known) ->
                        known.measuredAt().isAfter(score.measuredAt()) ? earlier : this;
                case Measured measured ->
                        throw new IllegalStateException("a measurement is no score");
            };
        }

        @Override
        public Instant time() {
            return score.measuredAt();
        }
    }

    /** The same facts always give the same bytes. */
    byte[] encode();

    /** What is known now, given what was known of the same key. */
    ChartFacts after(ChartFacts earlier);

    /** When it was measured, or the start of the minute that it stands for. */
    Instant time();

    static ChartFacts decode(ChartItem item, Instant minute, byte[] encoded) {
        return item == ChartItem.NEWS2
                ? new Scored(EventCodecs.SCORE.decode(encoded))
                : new Measured(MinuteSamples.decode(item, minute, encoded));
    }
}
