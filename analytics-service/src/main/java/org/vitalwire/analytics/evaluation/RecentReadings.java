package org.vitalwire.analytics.evaluation;

import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import org.vitalwire.contracts.reading.Reading;

/** What came lately, of everybody; those of one patient in the order in which they came. */
interface RecentReadings {

    /**
     * @param progress is told the share that was read, 0 to 1
     */
    void since(Instant from, Consumer<Reading> each, DoubleConsumer progress);
}
